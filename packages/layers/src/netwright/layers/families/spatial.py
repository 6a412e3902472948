"""What layers over [C, spatial axes] share: the fix for an input with other axes.

Which layer to put before is found by trying: a fix that is given has been applied here first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from netwright.interfaces.errors import DocumentError
from netwright.layers.families.fixes import Fix, call, putting
from netwright.layers.layer import Layer, Misfit, Shape, TensorType

Sizes = int | tuple[int, ...]
"""One number for all spatial axes, or one for each."""

_LETTERS = {1: "L", 2: "H×W", 3: "D×H×W"}


def each(value: Sizes, axes: int) -> tuple[int, ...]:
    """One number for each axis: [3, 3] of 3."""
    return (value,) * axes if isinstance(value, int) else value


def one_or_each(values: tuple[int, ...]) -> Sizes:
    """The shortest way to write them: 3 for [3, 3]."""
    return values[0] if len(set(values)) == 1 else values


def letters(axes: int) -> str:
    """What the spatial axes are called: ``H×W`` for two."""
    return _LETTERS[axes]


def cross(sizes: tuple[int, ...]) -> str:
    """Sizes as messages write them: ``5×5``."""
    return "×".join(map(str, sizes))


class Spatial(Layer):
    """A layer that takes channels and one to three spatial axes.

    Attributes:
        features_are_channels: A row of features becomes channels of one pixel first, not an image
            first, when it is turned into what the layer takes.
    """

    features_are_channels: ClassVar[bool] = False

    @classmethod
    def spatial_axes(cls) -> int:
        """1, 2 or 3, as `takes` says."""
        return len(cls.takes[0].split(",")) - 1

    def rank_fix(self, given: TensorType) -> str:
        return fix_by_reshaping(
            self, given, self.spatial_axes(), features_are_channels=self.features_are_channels
        )


def fix_by_reshaping(
    layer: Layer, given: TensorType, spatial_axes: int, *, features_are_channels: bool
) -> str:
    """The layer to put before `layer`, and what else to set so that it then takes `given`.

    Of the layers that give so many spatial axes it is the first that asks for the fewest settings.
    """
    found = [
        (putting(reshaping, **settings), len(settings))
        for reshaping, shape in _reshapings(
            given.shape,
            spatial_axes + 1,
            getattr(layer, "in_channels", None),
            features_are_channels,
        )
        if (settings := _settings_to_take(layer, TensorType(shape, given.dtype))) is not None
    ]
    if not found:
        reshaping, _ = next(_reshapings(given.shape, spatial_axes + 1, None, features_are_channels))
        return putting(reshaping)
    return min(found, key=lambda option: option[1])[0]


def _settings_to_take(layer: Layer, given: TensorType) -> dict[str, Any] | None:
    """The parameters to change so that `layer` takes `given`; None where that does not help."""
    from netwright.layers.shapes import output_types

    settings: dict[str, Any] = {}
    for _ in range(4):  # A fix may uncover the next misfit: channels, groups, padding, window.
        params = layer.model_dump(exclude_unset=True) | settings
        try:
            output_types(layer.from_params(params).resolve(given), (given,))
        except (Misfit, DocumentError) as error:
            if not isinstance(error.fix, Fix):
                return None
            settings |= error.fix.settings
        else:
            return settings
    return None


def _reshapings(
    shape: Shape, axes: int, in_channels: int | None, features_are_channels: bool
) -> Iterator[tuple[str, Shape]]:
    """Layers that bring `shape` to `axes` axes, with what they give, the likeliest first."""
    missing = axes - len(shape)
    if len(shape) == 1:
        images = tuple(_images(shape[0], axes, in_channels))
        channels = (shape[0], *(1,) * missing)
        order = (channels, *images) if features_are_channels else (*images, channels)
        for size in order:
            yield call("Unflatten", dim=0, unflattened_size=size), size
    elif missing == 1:
        yield call("Unsqueeze", dim=0), (1, *shape)
        yield call("Unsqueeze", dim=-1), (*shape, 1)
    elif missing > 0:
        size = (1,) * missing + shape
        yield call("View", shape=size), size
    else:
        yield from _flattenings(shape, axes)


def _images(features: int, axes: int, channels: int | None) -> Iterator[Shape]:
    """The images of equal sides, grey, coloured or of `channels`, that have so many values."""
    for count in (1, 3, channels or 1):
        side = round((features / count) ** (1 / (axes - 1)))
        if count * side ** (axes - 1) == features:
            yield (count, *(side,) * (axes - 1))


def _flattenings(shape: Shape, axes: int) -> Iterator[tuple[str, Shape]]:
    extra = len(shape) - axes
    options = [_flattened(shape, 0, extra), _flattened(shape, axes - 1, len(shape) - 1)]
    # [C,H,W] read as a sequence keeps its channels; [T,C,H,W] read as an image keeps its pixels.
    yield from reversed(options) if axes == 2 else options


def _flattened(shape: Shape, start: int, end: int) -> tuple[str, Shape]:
    product = 1
    for size in shape[start : end + 1]:
        product *= size
    result = (*shape[:start], product, *shape[end + 1 :])
    return call("Flatten", start_dim=start, end_dim=end), result
