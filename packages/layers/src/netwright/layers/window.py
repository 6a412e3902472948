"""The check that kernels and pooling windows share: the window must fit into the padded input."""

from __future__ import annotations

from collections.abc import Sequence

from netwright.interfaces.documents.problems import Invalid
from netwright.layers.layer import Misfit, Shape

Sizes = int | tuple[int, ...]


def each(value: Sizes, axes: int) -> tuple[int, ...]:
    """One number for each axis: [3, 3] of 3."""
    return (value,) * axes if isinstance(value, int) else value


def check_window(
    spatial: Shape, kernel_size: Sizes, padding: Sizes = 0, dilation: Sizes = 1
) -> None:
    """Raise Misfit where a window is larger than the padded input along an axis.

    Args:
        spatial: The sizes that the window slides over, such as [H,W].
        kernel_size: Elements of the window, one number or one for each axis.
        padding: Elements added at both ends, likewise.
        dilation: Steps between the window's elements, likewise.
    """
    axes = len(spatial)
    kernels, paddings, dilations = (each(v, axes) for v in (kernel_size, padding, dilation))
    spans = [d * (k - 1) + 1 for k, d in zip(kernels, dilations, strict=True)]
    room = [size + 2 * p for size, p in zip(spatial, paddings, strict=True)]
    if any(span > free for span, free in zip(spans, room, strict=True)):
        short = max(0, *(span - free for span, free in zip(spans, room, strict=True)))
        raise Misfit(
            f"at least {_cross(spans)} with padding",
            _cross(room),
            fix=f"{_padding_fix(paddings, short)}use a smaller kernel_size, or pool less before.",
        )


def check_pool_padding(kernel_size: Sizes, padding: Sizes) -> None:
    """Raise Invalid where padding exceeds half the window, as torch does when it runs."""
    axes = max(len(v) if isinstance(v, tuple) else 1 for v in (kernel_size, padding))
    for kernel, added in zip(each(kernel_size, axes), each(padding, axes), strict=True):
        if 2 * added > kernel:
            raise Invalid(
                f"padding {added} is more than half of kernel_size {kernel}",
                fix=f"set padding={kernel // 2}.",
            )


def _padding_fix(paddings: Sequence[int], short: int) -> str:
    return f"set padding={max(paddings) + -(-short // 2)}, " if short else ""


def _cross(sizes: Sequence[int]) -> str:
    return "×".join(map(str, sizes))
