from __future__ import annotations

from typing import Any

from netwright.layers.families.fixes import call, putting
from netwright.layers.layer import Example, Layer, Misfit, Shape, TensorType


class MatMul(Layer):
    """Multiplies two matrices, or two stacks of them: the core of attention."""

    category = "Merge"
    input_names = ("input", "other")
    formula = "[N,K] and [K,M] become [N,M]: out = input · other"
    onnx = "MatMul"
    examples = (
        Example({}, (TensorType((3, 4)), TensorType((4, 5)))),
        Example({}, (TensorType((2, 3, 4)), TensorType((1, 4, 2)))),
    )

    def check(self, *inputs: TensorType) -> None:
        first, second = inputs
        _check_axes(first, second)
        _check_stacks(first, second)
        rows, columns = second.shape[-2], first.shape[-1]
        if rows == columns:
            return
        if second.shape[-1] == columns:
            axes = len(second.shape)
            swapped = (*range(axes - 2), axes - 1, axes - 2)
            raise Misfit(
                f"{columns} rows in its second input, as the first has columns",
                f"{rows}",
                fix=putting(call("Permute", dims=swapped), "that input"),
                input=1,
            )
        raise Misfit(
            f"{rows} columns in its first input, as the second has rows",
            f"{columns}",
            fix=putting(call("Linear", out_features=rows), "that input"),
        )

    def forward(self, input: Any, other: Any) -> Any:
        return input @ other


def _check_axes(first: TensorType, second: TensorType) -> None:
    axes = max(2, len(first.shape), len(second.shape))
    for index, given in enumerate((first, second)):
        if len(given.shape) < axes:
            shapes = "[…,N,K] and […,K,M]" if axes == 2 else f"{axes} axes, as its other input has"
            raise Misfit(
                f"inputs of {shapes}", fix=_axes_fix(given.shape, axes, index), input=index
            )


def _axes_fix(shape: Shape, axes: int, index: int) -> str:
    if len(shape) == 1 and axes == 2:
        # A row of numbers is a matrix of one row on the left, of one column on the right.
        return putting(call("Unsqueeze", dim=-index), "that input")
    return putting(call("View", shape=(1,) * (axes - len(shape)) + shape), "that input")


def _check_stacks(first: TensorType, second: TensorType) -> None:
    stacks = list(zip(first.shape[:-2], second.shape[:-2], strict=True))
    differ = tuple(axis for axis, (a, b) in enumerate(stacks) if a != b and 1 not in (a, b))
    if differ:
        raise Misfit(
            f"stacks of one shape, {TensorType(first.shape[:-2])} as its first input has",
            str(TensorType(second.shape[:-2])),
            fix=putting(call("Mean", dim=differ, keepdim=True), "that input"),
            input=1,
        )
