"""Kernels and pooling windows: whether one fits into the padded input, and what to do if not."""

from __future__ import annotations

from typing import NamedTuple

from netwright.interfaces.documents.problems import Invalid
from netwright.layers.families.fixes import Fix, setting
from netwright.layers.families.spatial import Sizes, cross, each, letters, one_or_each
from netwright.layers.layer import Misfit, Shape


class Window(NamedTuple):
    """A window and what it slides over, with one number for each spatial axis.

    Attributes:
        spatial: The sizes that it slides over, such as [H,W].
        kernel: Elements of the window.
        padding: Elements added at each end.
        dilation: Steps between the window's elements.
        overhang: How far the last window may reach over the padded end.
    """

    spatial: Shape
    kernel: Shape
    padding: Shape
    dilation: Shape
    overhang: Shape

    @classmethod
    def over(
        cls,
        spatial: Shape,
        kernel_size: Sizes,
        padding: Sizes = 0,
        dilation: Sizes = 1,
        overhang: Sizes = 0,
    ) -> Window:
        """The window, from parameters that are one number or one for each axis."""
        sizes = (each(v, len(spatial)) for v in (kernel_size, padding, dilation, overhang))
        return cls(spatial, *sizes)

    @property
    def spans(self) -> Shape:
        """What the window covers along each axis."""
        return tuple(d * (k - 1) + 1 for k, d in zip(self.kernel, self.dilation, strict=True))

    @property
    def padded(self) -> Shape:
        """The sizes of the padded input."""
        return tuple(s + 2 * p for s, p in zip(self.spatial, self.padding, strict=True))

    def fits(self) -> bool:
        """Whether there is room for at least one window."""
        room = zip(self.spans, self.padded, self.overhang, strict=True)
        return all(span <= padded + over for span, padded, over in room)

    def misfit(self, fix: Fix) -> Misfit:
        """The error for a window that does not fit."""
        came = cross(self.spatial)
        axes = letters(len(self.spatial))
        if self.padded != self.spatial:
            came += f", padded {cross(self.padded)}"
        return Misfit(f"{axes} of at least {cross(self.spans)}", came, fix=fix)

    def padding_that_fits(self) -> int:
        """The padding, one for all axes, with which there is room."""
        short = (s - padded for s, padded in zip(self.spans, self.padded, strict=True))
        return max(self.padding) + -(-max(short) // 2)

    def kernel_that_fits(self) -> Sizes:
        """The kernel size nearest to the present one for which there is room without more."""
        rows = zip(self.kernel, self.padded, self.dilation, strict=True)
        return one_or_each(tuple(min(k, (room - 1) // d + 1) for k, room, d in rows))


def check_pool(window: Window, padding: Sizes) -> None:
    """Raise Misfit where a pooling window does not fit.

    The fix makes the window smaller: padding alone would pool padding.

    Args:
        window: The window; its own padding may be left out where torch does so.
        padding: The layer's.
    """
    if window.fits():
        return
    axes = len(window.spatial)
    kernel = window._replace(padding=(0,) * axes).kernel_that_fits()
    without = {"padding": 0} if any(each(padding, axes)) else {}
    raise window.misfit(setting("pool less before", kernel_size=kernel, **without))


def check_pool_padding(kernel_size: Sizes, padding: Sizes, axes: int) -> None:
    """Raise Invalid where padding exceeds half the window, as torch does when it runs."""
    pairs = list(zip(each(kernel_size, axes), each(padding, axes), strict=True))
    for kernel, added in pairs:
        if 2 * added > kernel:
            most = tuple(min(added, kernel // 2) for kernel, added in pairs)
            raise Invalid(
                f"padding {added} is more than half of kernel_size {kernel}",
                fix=setting(padding=one_or_each(most)),
            )
