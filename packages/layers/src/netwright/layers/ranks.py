"""What to put before a layer whose input has another number of axes, or another size of one.

Shapes are without the batch axis.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

_Shape = tuple[int, ...]


def reshaping(takes: Sequence[str], shape: _Shape) -> str:
    """The layer that brings `shape` to the nearest number of axes that `takes` allows.

    Args:
        takes: The shapes a layer takes, as in `Layer.takes`.
        shape: The one that came, of a number of axes that does not fit.
    """
    pattern = min(takes, key=lambda letters: abs(_axes(letters) - len(shape)))
    wanted = _axes(pattern)
    if wanted == 1 and shape:
        return "Flatten()"
    return f"View(shape={list(_with_axes(shape, wanted, features_last=pattern.endswith('F')))})"


def resizing(shape: _Shape, axis: int, size: int) -> str | None:
    """The learned layer that gives `axis` the size `size` and keeps the others, if there is one."""
    if axis % len(shape) == len(shape) - 1:
        return f"Linear(out_features={size})"
    if axis % len(shape) == 0 and len(shape) <= 4:
        return f"Conv{len(shape) - 1}d(out_channels={size}, kernel_size=1)"
    return None


def _axes(letters: str) -> int:
    axes = letters.split(",")
    return len(axes) - (axes[0] == "...")


def _with_axes(shape: _Shape, wanted: int, *, features_last: bool) -> _Shape:
    """The same elements in `wanted` axes; the axis of channels or features stays as it is."""
    extra = len(shape) - wanted
    if extra < 0:
        return (1,) * -extra + shape
    if features_last:
        return (math.prod(shape[: extra + 1]), *shape[extra + 1 :])
    return (*shape[: wanted - 1], math.prod(shape[wanted - 1 :]))
