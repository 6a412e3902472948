from __future__ import annotations

from pydantic import Field

from netwright.layers.families.attention import check_heads
from netwright.layers.families.parameters import Channels, Probability
from netwright.layers.layer import Example, Layer, Misfit, TensorType, inferred


class MultiheadAttention(Layer):
    """Lets each step of `query` gather the `value` steps whose `key` fits it, in several heads.

    For self-attention, wire one node into all three inputs.
    """

    category = "Sequence"
    takes = ("L,F",)
    input_names = ("query", "key", "value")
    module = "netwright.layers.modules.multiheadattention"
    formula = (
        "head = softmax(Q · Kᵀ / √(features of a head)) · V; out = [head_1, …] · weightᵀ + bias"
    )
    onnx = "MatMul, Softmax, Gemm"
    paper = "Vaswani and others, 2017"
    examples = (
        Example({"num_heads": 2}, (TensorType((5, 8)), TensorType((3, 8)), TensorType((3, 8)))),
        Example(
            {"num_heads": 3, "bias": False, "is_causal": True},
            (TensorType((4, 6)), TensorType((4, 6)), TensorType((4, 6))),
        ),
        Example(
            {"num_heads": 2, "dropout": 0.1, "add_bias_kv": True, "add_zero_attn": True},
            (TensorType((5, 8)), TensorType((3, 6)), TensorType((3, 4))),
        ),
    )

    num_heads: Channels = Field(
        description="How many heads look at once; it must divide the features of query."
    )
    dropout: Probability = Field(
        0.0, description="The share of attention weights that are set to zero while training."
    )
    bias: bool = Field(True, description="Add learned numbers in the linear layers.")
    add_bias_kv: bool = Field(False, description="Add one learned step to key and to value.")
    add_zero_attn: bool = Field(
        False, description="Add one step of zeros to key and value: a place to look at nothing."
    )
    is_causal: bool = Field(
        False, description="Let each step see only itself and those before it, as in writing text."
    )
    embed_dim: int | None = inferred(axis=-1, unit="features", input=0)
    kdim: int | None = inferred(axis=-1, unit="features", input=1)
    vdim: int | None = inferred(axis=-1, unit="features", input=2)

    def check(self, *inputs: TensorType) -> None:
        query, key, value = inputs
        check_heads(query.shape[-1], "num_heads", self.num_heads)
        if self.is_causal and query.shape[0] != key.shape[0]:
            raise Misfit(
                f"a key of {query.shape[0]} steps, as query has, for is_causal",
                str(key.shape[0]),
                fix="leave is_causal out, or wire in a query and a key of the same length.",
                input=1,
            )
        if value.shape[0] != key.shape[0]:
            raise Misfit(
                f"a value of {key.shape[0]} steps, as key has",
                str(value.shape[0]),
                fix=f"put Conv1d(out_channels={key.shape[0]}, kernel_size=1) before that input, "
                "or wire the node of key into value too.",
                input=2,
            )
