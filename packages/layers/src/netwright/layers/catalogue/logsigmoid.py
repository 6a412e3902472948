from __future__ import annotations

from typing import Any

from netwright.layers.layer import Example, Layer, TensorType


class LogSigmoid(Layer):
    """The logarithm of the sigmoid: the log-probability of a yes, exact where that is tiny."""

    category = "Activation"
    keeps_type = True
    formula = "out = log(1 / (1 + exp(-input)))"
    onnx = "Neg, Softplus, Greater, Where"
    examples = (Example({}, (TensorType((4, 5)),)),)

    def forward(self, input: Any) -> Any:
        import torch.nn.functional as F

        # torch exports its own as Log(Sigmoid), which is minus infinity below -104.
        return -F.softplus(-input)
