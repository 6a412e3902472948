"""Sizes of axes that must hold a given number of elements, one of them perhaps left open as -1."""

from __future__ import annotations

import math

from netwright.interfaces.documents.problems import Invalid
from netwright.layers.families.fixes import setting
from netwright.layers.layer import Misfit, Shape, TensorType


def check_sizes(sizes: Shape, name: str) -> None:
    """Raise Invalid where a size is 0, or more than one is left open."""
    if 0 in sizes:
        mended = tuple(size or 1 for size in sizes)
        raise Invalid(f"{name} has a size of 0", fix=setting(**{name: mended}))
    if sizes.count(-1) > 1:
        first = sizes.index(-1)
        mended = (*sizes[: first + 1], *(abs(size) for size in sizes[first + 1 :]))
        raise Invalid(f"{name} leaves more than one size open", fix=setting(**{name: mended}))


def check_holds(sizes: Shape, name: str, elements: int, given: TensorType) -> None:
    """Raise Misfit where `sizes` cannot hold just so many elements."""
    held = math.prod(size for size in sizes if size != -1)
    if elements % held == 0 if -1 in sizes else elements == held:
        return
    multiple = "a multiple of " if -1 in sizes else ""
    raise Misfit(
        f"{multiple}{held} elements for {name}={list(sizes)}",
        f"{elements}, of {given}"
        if elements != math.prod(given.shape)
        else f"{elements} in {given}",
        fix=setting(**{name: _nearest_sizes(sizes, elements)}),
    )


def _nearest_sizes(sizes: Shape, elements: int) -> Shape:
    """Sizes that hold `elements`: of equal sides as before, or the same but for one."""
    channels, *sides = sizes
    if len(sides) > 1 and sides.count(sides[0]) == len(sides):
        for count in (channels, 1, 3):
            side = round((elements / abs(count)) ** (1 / len(sides)))
            if count * side ** len(sides) == elements:
                return (count, *(side,) * len(sides))
    for axis in reversed(range(len(sizes))):
        others = sizes[:axis] + sizes[axis + 1 :]
        held = math.prod(others)
        if -1 not in others and elements % held == 0:
            return (*sizes[:axis], elements // held, *sizes[axis + 1 :])
    return (elements, *(1,) * (len(sizes) - 1))
