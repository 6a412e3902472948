"""Axes of parameters: documents do not count the batch axis, torch does."""

from __future__ import annotations

from netwright.layers.families.fixes import Fix, call, putting
from netwright.layers.layer import Misfit, TensorType


def module_axis(dim: int) -> int:
    """The axis for torch, batch axis counted; counting from the end needs no change."""
    return dim if dim < 0 else dim + 1


def check_axis(dim: int, given: TensorType, name: str = "dim", input: int = 0) -> None:
    """Raise Misfit where the input has no axis `dim`.

    Args:
        dim: Not counting the batch; negative counts from the end.
        given: What came.
        name: The parameter that says so.
        input: Which of the layer's inputs it is.
    """
    axes = len(given.shape)
    if not axes:
        raise Misfit("an input with axes", fix=putting(call("Unsqueeze", dim=0)), input=input)
    if not -axes <= dim < axes:
        raise Misfit(
            f"an input with an axis {dim}",
            f"{given} with {axes}",
            fix=Fix(f"set {name}=-1, the last axis.", {name: -1}),
            input=input,
        )
