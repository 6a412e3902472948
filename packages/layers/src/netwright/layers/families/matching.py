"""Layers that bring one input of a merge to the shape that the others ask for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from netwright.layers.families.fixes import call
from netwright.layers.layer import Shape, TensorType

_MOST_FEATURES = 65_536
_MOST_PLACES = 4_096


def layers_to_match(
    given: TensorType, others: Shape, rule: Callable[[Shape, Shape], Shape]
) -> str | None:
    """The layers to put before an input, parted by commas; None where these do not suffice.

    Args:
        given: What the input is now, with no more axes than the others.
        others: The shape of the other inputs.
        rule: From a shape and the others', with as many axes, to the nearest that goes with it.
    """

    def aim(shape: Shape) -> Shape:
        return rule(shape, others)

    reshape, shape = _with_axes(given.shape, len(others), aim)
    wanted = aim(shape)
    if shape == wanted:
        return ", ".join(reshape)
    resize = _resizing(shape, wanted)
    layers = _remaking(given.shape, wanted) if resize is None else [*reshape, *resize]
    # Whole numbers must become numbers that a layer with weights can take.
    cast = [call("Cast")] if given.dtype != "float32" else []
    return ", ".join([*cast, *layers]) if layers else None


def _with_axes(shape: Shape, axes: int, aim: Callable[[Shape], Shape]) -> tuple[list[str], Shape]:
    """The shape with axes of size 1 put in: behind it, before it, or else as channels."""
    missing = axes - len(shape)
    if not missing:
        return [], shape
    behind, before = shape + (1,) * missing, (1,) * missing + shape
    found = next((new for new in (behind, before) if aim(new) == new), behind)
    if missing == 1:
        return [call("Unsqueeze", dim=-1 if found == behind else 0)], found
    return [call("View", shape=found)], found


def _resizing(shape: Shape, wanted: Shape) -> list[str] | None:
    """Layers of the usual kind: a Linear, or a resize and a convolution of size 1."""
    axes = len(shape)
    if not 1 <= axes <= 4 or wanted[0] > _MOST_FEATURES:
        return None
    if axes == 1 or (axes == 2 and shape[0] == wanted[0]):
        linear = wanted[-1] <= _MOST_FEATURES
        return [call("Linear", out_features=wanted[-1])] if linear else None
    if max(wanted[1:]) > _MOST_PLACES:
        return None
    return list(_resized(shape, wanted))


def _resized(shape: Shape, wanted: Shape) -> Iterator[str]:
    convolution = f"Conv{len(shape) - 1}d"
    step = -(-shape[-1] // wanted[-1]) if shape[0] != wanted[0] else 1
    channels = {"out_channels": wanted[0], "kernel_size": 1}
    if step > 1 and all(
        (size - 1) // step + 1 == w for size, w in zip(shape[1:], wanted[1:], strict=True)
    ):
        yield call(convolution, **channels, stride=step)
        return
    if shape[1:] != wanted[1:]:
        larger = any(size < w for size, w in zip(shape[1:], wanted[1:], strict=True))
        if larger:
            yield call("Upsample", size=wanted[1:])
        else:
            size = wanted[1] if len(wanted) == 2 else wanted[1:]
            yield call(f"AdaptiveAvgPool{len(shape) - 1}d", output_size=size)
    if shape[0] != wanted[0]:
        yield call(convolution, **channels)


def _remaking(shape: Shape, wanted: Shape) -> list[str] | None:
    """Any shape from any other, through one Linear over everything."""
    elements = math.prod(wanted)
    if elements > _MOST_FEATURES:
        return None
    row = call("Flatten") if shape else call("Unsqueeze", dim=0)
    return [row, call("Linear", out_features=elements), call("View", shape=wanted)]
