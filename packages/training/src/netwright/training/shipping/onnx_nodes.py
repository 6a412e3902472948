"""Writing ONNX operators one after the other, as expressions are written."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike, DTypeLike


class OnnxNodes:
    """Operators and constants, of which each is called by the name of what it gives.

    Attributes:
        nodes: The operators, each after those that it reads.
        constants: The constants.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def __call__(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Add an operator of one output, whose name it gives; an input "" is left out."""
        name = f"{self._prefix}{len(self.nodes)}_{operator}"
        self.nodes.append(onnx.helper.make_node(operator, inputs, [name], name, **attributes))
        return name

    def constant(self, value: ArrayLike, dtype: DTypeLike = np.int64) -> str:
        """Add a constant, and give its name."""
        name = f"{self._prefix}constant{len(self.constants)}"
        self.constants.append(onnx.numpy_helper.from_array(np.array(value, dtype), name))
        return name

    def cast(self, value: str, dtype: DTypeLike) -> str:
        """Add a Cast."""
        return self("Cast", value, to=onnx.helper.np_dtype_to_tensor_dtype(np.dtype(dtype)))
