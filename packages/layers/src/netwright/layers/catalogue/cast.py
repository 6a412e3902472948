from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from netwright.layers.layer import Example, Layer, TensorType


class Cast(Layer):
    """Turns whole numbers into float32 values, or cuts float32 values down to whole numbers.

    No gradient flows through whole numbers: layers before a cast to int64 learn nothing from it.
    """

    category = "Shape"
    dtypes = ("float32", "int64")
    formula = "out = input as dtype; towards zero for int64"
    onnx = "Cast"
    examples = (
        Example({}, (TensorType((4,), "int64"),)),
        Example({"dtype": "int64"}, (TensorType((2, 3)),)),
    )

    dtype: Literal["float32", "int64"] = Field(
        "float32", description="float32 for numbers to compute with; int64 for indices."
    )

    def forward(self, input: Any) -> Any:
        import torch

        return input.to(getattr(torch, self.dtype))
