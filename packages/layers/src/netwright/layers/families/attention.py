"""What the attention layers share: the checks, and the parameters of transformer layers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from netwright.layers.families.divisors import nearest_divisor
from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import Channels, Probability
from netwright.layers.layer import Layer, Misfit, TensorType, inferred


def check_heads(features: int, parameter: str, heads: int) -> None:
    """Raise Misfit where the features cannot be shared out among the heads evenly."""
    if features % heads:
        raise Misfit(
            f"features that {parameter}={heads} divides",
            str(features),
            fix=setting(**{parameter: nearest_divisor(features, heads)}),
        )


class TransformerLayer(Layer):
    """The base of TransformerEncoderLayer and TransformerDecoderLayer."""

    category = "Sequence"
    takes = ("L,F",)
    onnx = "MatMul, Add, Split, Where, Softmax, LayerNormalization, Relu or Gelu"
    paper = "Vaswani and others, 2017"

    nhead: Channels = Field(
        description="How many attention heads look at once; it must divide the features."
    )
    dim_feedforward: Channels = Field(
        2048, description="How many features the two linear layers have between them."
    )
    dropout: Probability = Field(
        0.1, description="The share of values that are set to zero while training."
    )
    activation: Literal["relu", "gelu"] = Field(
        "relu", description="What stands between the two linear layers."
    )
    layer_norm_eps: float = Field(
        1e-5, gt=0, le=1, description="Added to the variance in the layer norms."
    )
    norm_first: bool = Field(
        False, description="Normalise before attention and linear layers: trains more steadily."
    )
    bias: bool = Field(True, description="Add learned numbers in linear layers and layer norms.")
    is_causal: bool = Field(
        False, description="Let each step see only itself and those before it, as in writing text."
    )
    d_model: int | None = inferred(axis=-1, unit="features")

    def check(self, *inputs: TensorType) -> None:
        check_heads(inputs[0].shape[-1], "nhead", self.nhead)
