"""Changes that may mend a layer that does not fit, the likeliest first. Whoever asks tries them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from netwright.interfaces.errors import NetwrightError
from netwright.layers import Misfit, Shape

from .fix_words import Change, Insertion, Settings, changes_in
from .trying import Failing

_LONGEST_FIX = 1_000
_MOST_PADDED = 8
"""A difference of more pixels than a few windows make is none that padding should hide."""


def candidates(failing: Failing, error: Misfit | NetwrightError) -> Iterator[Sequence[Change]]:
    """Changes of the node, and layers before its wrong input."""
    offered = [*changes_in(error.fix)] if len(error.fix) <= _LONGEST_FIX else []
    if isinstance(error, Misfit):
        yield from _left_out(failing)
        if failing.call.kind.category == "Merge":
            yield from _padded(failing)
    yield from (changes for changes in offered if isinstance(changes[0], Settings))
    if isinstance(error, Misfit):
        yield from _smaller_windows(failing)
    yield from (changes for changes in offered if isinstance(changes[0], Insertion))
    if isinstance(error, Misfit):
        yield from _other_axes(failing)
        yield from _projected(failing)
        yield from _enlarged(failing)


def _left_out(failing: Failing) -> Iterator[Sequence[Change]]:
    """Sizes that the input gives anyway."""
    widgets = {widget.name: widget for widget in failing.call.widgets}
    typed = [
        name
        for name in failing.call.kind.inferred_fields()
        if widgets[name].value(failing.values[name]) is not None
    ]
    if typed:
        yield [Settings(dict.fromkeys(typed))]


def _padded(failing: Failing) -> Iterator[Sequence[Change]]:
    """Zeros around the smaller of two pictures that windows have made a little smaller."""
    for other in failing.inputs:
        came = failing.inputs[failing.wrong].shape
        axes = len(came) - 1
        if len(other.shape) != len(came) or not 1 <= axes <= 3:
            continue
        short = [w - c for w, c in zip(other.shape[1:], came[1:], strict=True)]
        if any(short) and all(0 <= s <= _MOST_PADDED for s in short):
            padding = [n for s in reversed(short) for n in (s // 2, s - s // 2)]
            yield [Insertion(f"ZeroPad{axes}d", {"padding": padding})]


def _smaller_windows(failing: Failing) -> Iterator[Sequence[Change]]:
    fields = failing.call.kind.model_fields
    if "kernel_size" not in fields or failing.came is None:
        return
    if failing.call.kind.category == "Convolution" and "padding" in fields:
        yield [Settings({"padding": "same"})]
    room = min(failing.came.shape[1:], default=0)
    yield from ([Settings({"kernel_size": k})] for k in (5, 3, 2, 1) if k <= room)


def _other_axes(failing: Failing) -> Iterator[Sequence[Change]]:
    """Axes in another order, fewer, or one more."""
    if failing.came is None:
        return
    shape = failing.came.shape
    if len(shape) == 3:
        yield [Insertion("Permute", {"dims": [2, 0, 1]})]
    if len(shape) == 2:
        yield [Insertion("Permute", {"dims": [1, 0]})]
    if len(shape) > 1:
        yield [Insertion("GlobalAvgPool", {})]
        yield [Insertion("Flatten", {})]
    yield [Insertion("Unsqueeze", {"dim": 0})]


def _projected(failing: Failing) -> Iterator[Sequence[Change]]:
    """A learned layer that gives as many channels or features as are asked for."""
    if failing.came is None:
        return
    for size in _wanted_sizes(failing):
        yield from ([insertion] for insertion in _resizing(failing.came.shape, size))


def _resizing(shape: Shape, size: int) -> Iterator[Insertion]:
    if 2 <= len(shape) <= 4:
        params: dict[str, Any] = {"out_channels": size, "kernel_size": 1}
        yield Insertion(f"Conv{len(shape) - 1}d", params)
    yield Insertion("Linear", {"out_features": size})


def _wanted_sizes(failing: Failing) -> Iterator[int]:
    """Those that are typed where the input gives one otherwise, and those of other inputs."""
    for name in failing.call.kind.inferred_fields():
        value = failing.values.get(name)
        if isinstance(value, int) and 0 < value <= 65_536:
            yield value
    for index, other in enumerate(failing.inputs):
        if index != failing.wrong:
            yield from (size for size in (other.shape[:1] + other.shape[-1:]) if size <= 65_536)


def _enlarged(failing: Failing) -> Iterator[Sequence[Change]]:
    """A picture that is too small for what looks at it."""
    if failing.came is not None and len(failing.came.shape) in (2, 3, 4):
        yield from ([Insertion("Upsample", {"scale_factor": n})] for n in (2, 4, 8))
