"""What to put before a layer whose input has another number of axes, or another size of one.

Shapes are without the batch axis.
"""

from __future__ import annotations

from collections.abc import Sequence

from netwright.layers.families.fixes import call

_Shape = tuple[int, ...]


def reshaping(takes: Sequence[str], shape: _Shape) -> str:
    """The layer that brings `shape` to the nearest number of axes that `takes` allows.

    Args:
        takes: The shapes a layer takes, as in `Layer.takes`.
        shape: The one that came, of a number of axes that does not fit.
    """
    pattern = min(takes, key=lambda letters: abs(_axes(letters) - len(shape)))
    wanted, axes = _axes(pattern), len(shape)
    if wanted - axes == 1 and axes:
        # A row of features is a row of channels; [H,W] is an image of one channel.
        return call("Unsqueeze", dim=-1 if axes == 1 and pattern.startswith("C") else 0)
    if wanted > axes:
        return call("View", shape=(1,) * (wanted - axes) + shape)
    if wanted == 1:
        return call("Flatten")
    # The axis of channels or of features stays as it is.
    start = 0 if pattern.endswith("F") else wanted - 1
    return call("Flatten", start_dim=start, end_dim=start + axes - wanted)


def resizing(shape: _Shape, axis: int, size: int) -> str | None:
    """The learned layer that gives `axis` the size `size` and keeps the others, if there is one."""
    if axis % len(shape) == len(shape) - 1:
        return call("Linear", out_features=size)
    if axis % len(shape) == 0 and len(shape) <= 4:
        return call(f"Conv{len(shape) - 1}d", out_channels=size, kernel_size=1)
    return None


def _axes(letters: str) -> int:
    axes = letters.split(",")
    return len(axes) - (axes[0] == "...")
