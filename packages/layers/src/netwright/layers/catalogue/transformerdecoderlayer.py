from __future__ import annotations

from netwright.layers.families.attention import TransformerLayer
from netwright.layers.families.fixes import call, putting
from netwright.layers.layer import Example, Misfit, TensorType


class TransformerDecoderLayer(TransformerLayer):
    """As TransformerEncoderLayer, and between the two parts `target` gathers from `memory` too.

    `is_causal` concerns the target; all of the memory is seen always.
    """

    input_names = ("target", "memory")
    module = "netwright.layers.modules.transformerdecoderlayer"
    formula = (
        "x = norm1(target + attention(target)); y = norm2(x + attention(x, memory)); "
        "out = norm3(y + linear2(activation(linear1(y))))"
    )
    examples = (
        Example({"nhead": 2, "dim_feedforward": 12}, (TensorType((5, 8)), TensorType((3, 8)))),
        Example(
            {
                "nhead": 3,
                "dim_feedforward": 10,
                "activation": "gelu",
                "norm_first": True,
                "bias": False,
                "is_causal": True,
            },
            (TensorType((4, 6)), TensorType((5, 6))),
        ),
    )

    def check(self, *inputs: TensorType) -> None:
        super().check(*inputs)
        target, memory = inputs
        if memory.shape[-1] != target.shape[-1]:
            raise Misfit(
                f"a memory of {target.shape[-1]} features, as many as target has",
                str(memory.shape[-1]),
                fix=putting(call("Linear", out_features=target.shape[-1]), "that input"),
                input=1,
            )
