from __future__ import annotations

from pydantic import Field

from netwright.layers.families.fixes import putting
from netwright.layers.families.parameters import Channels
from netwright.layers.families.ranks import resizing
from netwright.layers.layer import Example, Layer, Misfit, Shape, TensorType, inferred


class Bilinear(Layer):
    """Gives each output a weighted sum of the products of each two features of its two inputs."""

    category = "Linear"
    takes = ("...,F",)
    input_names = ("input1", "input2")
    formula = "out_k = input1 · weight_k · input2ᵀ + bias_k"
    onnx = "MatMul, Add"
    paper = "Tenenbaum and Freeman, 2000"
    examples = (
        Example({"out_features": 3}, (TensorType((5,)), TensorType((4,)))),
        Example({"out_features": 2, "bias": False}, (TensorType((6, 5)), TensorType((6, 4)))),
    )

    out_features: Channels = Field(description="How many features come out.")
    bias: bool = Field(True, description="Add a learned number to each output.")
    in1_features: int | None = inferred(axis=-1, unit="features", input=0)
    in2_features: int | None = inferred(axis=-1, unit="features", input=1)

    def check(self, *inputs: TensorType) -> None:
        first, second = (flows.shape for flows in inputs)
        if first[:-1] == second[:-1]:
            return
        index = 0 if len(second) == 1 else 1
        raise Misfit(
            f"inputs alike in all axes but the last, {inputs[1 - index]} as its other input has",
            str(inputs[index]),
            fix=putting(_mending(first, second), "that input"),
            input=index,
        )


def _mending(first: Shape, second: Shape) -> str:
    differs_along = [axis for axis, (a, b) in enumerate(zip(first, second, strict=False)) if a != b]
    if len(first) == len(second) and differs_along in ([0], [0, len(first) - 1]):
        return resizing(second, 0, first[0]) or "Flatten()"
    return "Flatten()"  # One row of features on each side always goes together.
