from __future__ import annotations

from netwright.layers.families.attention import TransformerLayer
from netwright.layers.layer import Example, TensorType


class TransformerEncoderLayer(TransformerLayer):
    """Lets each step of a sequence gather from all others, then thinks about each step alone.

    Self-attention and two linear layers, each with a skip connection and a layer norm.
    """

    module = "netwright.layers.modules.transformerencoderlayer"
    formula = (
        "x = norm1(input + attention(input)); out = norm2(x + linear2(activation(linear1(x))))"
    )
    examples = (
        Example({"nhead": 2, "dim_feedforward": 12}, (TensorType((5, 8)),)),
        Example(
            {
                "nhead": 3,
                "dim_feedforward": 10,
                "activation": "gelu",
                "norm_first": True,
                "bias": False,
                "is_causal": True,
            },
            (TensorType((4, 6)),),
        ),
    )
