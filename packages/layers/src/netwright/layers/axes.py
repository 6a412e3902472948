"""Axes of parameters: documents do not count the batch axis, torch does."""

from __future__ import annotations

from netwright.layers.layer import Misfit, TensorType


def module_axis(dim: int) -> int:
    """The axis for torch, batch axis counted; counting from the end needs no change."""
    return dim if dim < 0 else dim + 1


def check_axis(dim: int, given: TensorType) -> None:
    """Raise Misfit where the input has no axis `dim`."""
    axes = len(given.shape)
    if not -axes <= dim < axes:
        raise Misfit(
            f"an input with an axis {dim}", f"{given} with {axes}", fix="set dim=-1, the last axis."
        )
