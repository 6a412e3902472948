from __future__ import annotations

from pydantic import Field

from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import Channels
from netwright.layers.layer import Example, Layer, Misfit, TensorType


class PReLU(Layer):
    """A LeakyReLU that learns its slope, one for all channels or one for each."""

    category = "Activation"
    formula = "out = input if input > 0 else weight · input"
    onnx = "PRelu"
    paper = "He, Zhang, Ren and Sun, 2015"
    examples = (
        Example({}, (TensorType((4, 5)),)),
        Example({"num_parameters": 4, "init": 0.1}, (TensorType((4, 3, 3)),)),
    )

    num_parameters: Channels = Field(
        1, description="How many slopes to learn: 1, or as many as there are channels."
    )
    init: float = Field(0.25, ge=-10, le=10, description="The slopes before training.")

    def check(self, *inputs: TensorType) -> None:
        channels = inputs[0].shape[0] if inputs[0].shape else 1
        if self.num_parameters not in (1, channels):
            raise Misfit(
                f"{self.num_parameters} channels, one for each of num_parameters",
                str(channels),
                fix=setting("num_parameters=1 to share one slope", num_parameters=channels),
            )
