from pydantic import Field

from netwright.layers import Example, Layer, TensorType, inferred


class LearnedSwish(Layer):
    """Multiplies each value by its own sigmoid, whose steepness each channel learns.

    With beta 1 it starts as SiLU; a large beta makes it ReLU, and beta 0 half the input.
    """

    category = "Activation"
    takes = ("C,L", "C,H,W", "C,D,H,W")
    module = "netwright_example_layers.modules.learnedswish"
    formula = "out = input · σ(beta · input), σ the sigmoid"
    onnx = "Mul, Sigmoid"
    paper = "Ramachandran, Zoph and Le, 2017"
    examples = (
        Example({}, (TensorType((4, 6, 6)),)),
        Example({"init": 0.5}, (TensorType((3, 8)),)),
    )

    init: float = Field(1.0, ge=0, le=100, description="The beta that training starts from.")
    num_channels: int | None = inferred(axis=0, unit="channels")
