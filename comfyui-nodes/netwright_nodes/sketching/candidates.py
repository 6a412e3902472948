"""Changes that may mend a layer that does not fit, the likeliest first. Whoever asks tries them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from netwright.interfaces.errors import NetwrightError, nearest
from netwright.layers import Misfit

from ..layers.layer_call import LayerCall
from ..layers.widgets import Choice
from .fix_words import Change, Insertion, Settings, changes_in
from .trying import Failing

_LONGEST_FIX = 1_000
_MOST_PADDED = 8
"""A difference of more pixels than a few windows make is none that padding should hide."""


def candidates(
    failing: Failing[LayerCall], error: Misfit | NetwrightError
) -> Iterator[Sequence[Change]]:
    """Changes of the node, and layers before its wrong input."""
    offered = [*changes_in(error.fix)] if len(error.fix) <= _LONGEST_FIX else []
    if isinstance(error, Misfit):
        yield from _of_misfit(failing, offered)
    else:
        yield from (changes for changes in offered if isinstance(changes[0], Settings))
        yield from _usual_value(failing, error)


def _of_misfit(
    failing: Failing[LayerCall], offered: Sequence[Sequence[Change]]
) -> Iterator[Sequence[Change]]:
    typed = _typed_sizes(failing)
    if typed:
        yield [Settings(dict.fromkeys(typed))]
    if failing.call.kind.category == "Merge":
        yield from _padded(failing)
    # Typing a size that the input gives anyway is no better than leaving it out.
    yield from (c for c in offered if isinstance(c[0], Settings) and not typed.keys() & c[0].values)
    if "kernel_size" in failing.call.kind.model_fields:
        yield from _smaller_windows(failing)
    yield from (changes for changes in offered if isinstance(changes[0], Insertion))
    if typed:
        yield from _other_order(failing)
        yield from _projected(failing, typed)
    if not _takes_as_many_axes(failing):
        yield from _other_axes(failing)
    if "kernel_size" in failing.call.kind.model_fields:
        yield [Insertion("Upsample", {"scale_factor": 2})]
        yield [Insertion("Upsample", {"scale_factor": 4})]


def _usual_value(failing: Failing[LayerCall], error: NetwrightError) -> Iterator[Sequence[Change]]:
    """What a new node has, for what is typed now: the nearest word, or the default."""
    for widget in failing.call.widgets:
        if widget.name == error.places.get("key"):
            if isinstance(widget, Choice):
                typed = str(failing.values[widget.name])
                yield [
                    Settings(
                        {widget.name: widget.options.get(nearest(typed, widget.options) or "")}
                    )
                ]
            yield [Settings({widget.name: widget.value(widget.default)})]


def _typed_sizes(failing: Failing[LayerCall]) -> dict[str, Any]:
    """Sizes that are typed although the input gives them."""
    widgets = {widget.name: widget for widget in failing.call.widgets}
    values = {
        name: widgets[name].value(failing.values[name])
        for name in failing.call.kind.inferred_fields()
    }
    return {name: value for name, value in values.items() if value is not None}


def _padded(failing: Failing[LayerCall]) -> Iterator[Sequence[Change]]:
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


def _smaller_windows(failing: Failing[LayerCall]) -> Iterator[Sequence[Change]]:
    if failing.call.kind.category == "Convolution" and "padding" in failing.call.kind.model_fields:
        yield [Settings({"padding": "same"})]
    room = min(failing.inputs[failing.wrong].shape[1:], default=0)
    yield from ([Settings({"kernel_size": k})] for k in (5, 3, 2, 1) if k <= room)


def _other_order(failing: Failing[LayerCall]) -> Iterator[Sequence[Change]]:
    """The last axis first: channels are last where other libraries made the data."""
    axes = len(failing.inputs[failing.wrong].shape)
    if axes > 1:
        yield [Insertion("Permute", {"dims": [axes - 1, *range(axes - 1)]})]


def _projected(failing: Failing[LayerCall], typed: dict[str, Any]) -> Iterator[Sequence[Change]]:
    """A learned layer that gives as many channels or features as are typed."""
    axes = len(failing.inputs[failing.wrong].shape)
    for size in typed.values():
        if isinstance(size, int) and failing.call.kind.takes[:1] != ("...,F",) and 2 <= axes <= 4:
            yield [Insertion(f"Conv{axes - 1}d", {"out_channels": size, "kernel_size": 1})]
        elif isinstance(size, int):
            yield [Insertion("Linear", {"out_features": size})]


def _takes_as_many_axes(failing: Failing[LayerCall]) -> bool:
    takes, axes = failing.call.kind.takes, len(failing.inputs[failing.wrong].shape)
    return not takes or any(
        letters.startswith("...") or len(letters.split(",")) == axes for letters in takes
    )


def _other_axes(failing: Failing[LayerCall]) -> Iterator[Sequence[Change]]:
    """Fewer axes, or one more."""
    if len(failing.inputs[failing.wrong].shape) > 1:
        yield [Insertion("GlobalAvgPool", {})]
        yield [Insertion("Flatten", {})]
    yield [Insertion("Unsqueeze", {"dim": 0})]
