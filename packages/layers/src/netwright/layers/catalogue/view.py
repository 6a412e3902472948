from __future__ import annotations

import math
from typing import Any

from pydantic import Field, model_validator

from netwright.layers.families.element_counts import check_holds, check_sizes
from netwright.layers.families.parameters import NewShape
from netwright.layers.layer import Example, Layer, TensorType


class View(Layer):
    """Gives the same elements in a new shape."""

    category = "Shape"
    dtypes = ("float32", "int64")
    formula = "out = the elements of input, last axis fastest, in shape"
    onnx = "Reshape"
    examples = (
        Example({"shape": (2, 3, 4)}, (TensorType((4, 6)),)),
        Example({"shape": (-1, 6)}, (TensorType((3, 2, 2)),)),
    )

    shape: NewShape = Field(
        description="The new sizes, not counting the batch; one may be -1 and is then worked out."
    )

    @model_validator(mode="after")
    def _leaves_one_size_open(self) -> View:
        check_sizes(self.shape, "shape")
        return self

    def check(self, *inputs: TensorType) -> None:
        check_holds(self.shape, "shape", math.prod(inputs[0].shape), inputs[0])

    def forward(self, input: Any) -> Any:
        return input.reshape(input.shape[0], *self.shape)
