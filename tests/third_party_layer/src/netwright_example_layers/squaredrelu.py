from typing import Any

from netwright.layers import Example, Layer, TensorType


class SquaredReLU(Layer):
    """Squares what is positive and sets the rest to zero."""

    category = "Activation"
    formula = "out = max(0, input)²"
    onnx = "Relu, Mul"
    paper = "So, Mańke, Liu, Dai, Shazeer and Le, 2021 (Primer)"
    examples = (Example({}, (TensorType((4, 5)),)),)

    def forward(self, input: Any) -> Any:
        positive = input.relu()
        return positive * positive
