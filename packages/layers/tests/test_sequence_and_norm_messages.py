"""What activations, norms, dropouts, linear and sequence layers refuse, in which words.

Each fix is applied and then works.
"""

import pytest
from refusals import (
    Refusal,
    assert_fixes_lead_to_a_fit,
    assert_refused_and_mended,
    fix_cases,
    invalid,
    misfit,
    not_of_int64,
    refusal_cases,
    shapes,
)

from netwright.layers import TensorType, layer_types

CATEGORIES = ("Activation", "Normalization", "Dropout", "Linear", "Sequence")

TOKENS = (TensorType((4,), "int64"),)


REFUSALS = [
    not_of_int64("ReLU"),
    invalid(
        "LeakyReLU", {"negativ_slope": 0.1}, shapes((4,)), "LeakyReLU has no key 'negativ_slope'."
    ),
    misfit(
        "PReLU",
        {"num_parameters": 3},
        shapes((8, 4, 4)),
        "3 channels, one for each of num_parameters",
        "8",
    ),
    not_of_int64("ReLU6"),
    invalid("ELU", {"alfa": 1.0}, shapes((4,)), "ELU has no key 'alfa'."),
    not_of_int64("SELU"),
    invalid("CELU", {"alpa": 1.0}, shapes((4,)), "CELU has no key 'alpa'."),
    invalid("GELU", {"aproximate": "tanh"}, shapes((4,)), "GELU has no key 'aproximate'."),
    not_of_int64("SiLU"),
    not_of_int64("Mish"),
    invalid("Softplus", {"treshold": 2.0}, shapes((4,)), "Softplus has no key 'treshold'."),
    not_of_int64("Softsign"),
    not_of_int64("Hardswish"),
    not_of_int64("Hardsigmoid"),
    invalid(
        "Hardtanh",
        {"min_val": 2.0},
        shapes((4,)),
        "Hardtanh: min_val 2.0 is not less than max_val 1.0.",
    ),
    not_of_int64("Sigmoid"),
    not_of_int64("LogSigmoid"),
    not_of_int64("Tanh"),
    misfit("Softmax", {"dim": 2}, shapes((4,)), "an input with an axis 2", "[4] with 1"),
    misfit("LogSoftmax", {"dim": 1}, shapes((4,)), "an input with an axis 1", "[4] with 1"),
    misfit("GLU", {}, shapes((7,)), "an even size along axis -1", "7"),
    misfit("GLU", {"dim": 0}, shapes((3, 8, 8)), "an even size along axis 0", "3"),
    misfit("GLU", {"dim": 1}, shapes((4, 5, 6)), "an even size along axis 1", "5"),
    misfit("BatchNorm1d", {"num_features": 3}, shapes((4, 5)), "3 channels", "4"),
    misfit("BatchNorm1d", {}, shapes((3, 4, 4)), "an input of shape [C,L] or [F]", "[3,4,4]"),
    misfit("BatchNorm2d", {"num_features": 64}, shapes((32, 8, 8)), "64 channels", "32"),
    misfit("BatchNorm2d", {}, shapes((28, 28)), "an input of shape [C,H,W]", "[28,28]"),
    misfit(
        "BatchNorm2d",
        {"track_running_stats": False},
        shapes((8, 1, 1)),
        "2 or more values in each channel where track_running_stats is off",
        "[8,1,1]",
    ),
    misfit("BatchNorm3d", {}, shapes((3, 8, 8)), "an input of shape [C,D,H,W]", "[3,8,8]"),
    misfit("LayerNorm", {"normalized_shape": 64}, shapes((10, 32)), "64 features", "32"),
    misfit(
        "LayerNorm",
        {"normalized_shape": [3, 8]},
        shapes((3, 8, 8)),
        "last axes of sizes [3,8], its normalized_shape",
        "[8,8]",
    ),
    misfit("LayerNorm", {}, shapes(()), "an input of shape [...,F]", "[]"),
    misfit(
        "RMSNorm",
        {"normalized_shape": [4, 4]},
        shapes((4,)),
        "last axes of sizes [4,4], its normalized_shape",
        "[4]",
    ),
    misfit(
        "GroupNorm", {"num_groups": 3}, shapes((8, 4, 4)), "channels that num_groups=3 divides", "8"
    ),
    misfit(
        "GroupNorm",
        {"num_groups": 4},
        shapes((4,)),
        "2 or more values in each of num_groups=4 groups",
        "[4]",
    ),
    misfit(
        "GroupNorm",
        {"num_groups": 1},
        shapes((1,)),
        "2 or more values in each of num_groups=1 groups",
        "[1]",
    ),
    misfit(
        "GroupNorm",
        {"num_groups": 1},
        shapes((1, 1, 1)),
        "2 or more values in each of num_groups=1 groups",
        "[1,1,1]",
    ),
    misfit(
        "InstanceNorm1d",
        {},
        shapes((3, 1)),
        "2 or more values in each channel, to take a mean of",
        "[3,1]",
    ),
    misfit(
        "InstanceNorm2d",
        {},
        shapes((3, 1, 1)),
        "2 or more values in each channel, to take a mean of",
        "[3,1,1]",
    ),
    misfit("InstanceNorm3d", {"num_features": 3}, shapes((2, 4, 4, 4)), "3 channels", "2"),
    misfit(
        "LocalResponseNorm",
        {"size": 5},
        shapes((8,)),
        "an input of shape [C,L] or [C,H,W] or [C,D,H,W]",
        "[8]",
    ),
    not_of_int64("Dropout"),
    misfit("Dropout1d", {}, shapes((8,)), "an input of shape [C,L]", "[8]"),
    misfit("Dropout2d", {}, shapes((8,)), "an input of shape [C,H,W]", "[8]"),
    misfit("Dropout3d", {}, shapes((3, 8, 8)), "an input of shape [C,D,H,W]", "[3,8,8]"),
    invalid("AlphaDropout", {"q": 0.1}, shapes((3,)), "AlphaDropout has no key 'q'."),
    not_of_int64("StochasticDepth"),
    not_of_int64("Scale"),
    not_of_int64("Linear", out_features=3),
    misfit("Linear", {"out_features": 3, "in_features": 5}, shapes((6,)), "5 features", "6"),
    misfit(
        "Bilinear",
        {"out_features": 3},
        shapes((4,), (3, 4)),
        "inputs alike in all axes but the last, [4] as its other input has",
        "[3,4]",
        input=1,
    ),
    misfit(
        "Bilinear",
        {"out_features": 3},
        shapes((4, 5), (3, 4)),
        "inputs alike in all axes but the last, [4,5] as its other input has",
        "[3,4]",
        input=1,
    ),
    misfit(
        "Bilinear",
        {"out_features": 3, "in2_features": 5},
        shapes((4,), (4,)),
        "5 features",
        "4",
        input=1,
    ),
    misfit(
        "Embedding",
        {"num_embeddings": 100, "embedding_dim": 8},
        shapes((12,)),
        "int64 values",
        "float32 values",
    ),
    invalid(
        "Embedding",
        {"num_embeddings": 100, "embedding_dim": 8, "padding_idx": 100},
        (TensorType((12,), "int64"),),
        "Embedding: padding_idx 100 is none of the 100 indices.",
    ),
    misfit("SinusoidalPositionalEncoding", {}, shapes((8,)), "an input of shape [L,F]", "[8]"),
    misfit("SinusoidalPositionalEncoding", {"length": 5}, shapes((8, 4)), "5 steps", "8"),
    misfit(
        "LearnedPositionalEncoding",
        {"max_length": 16},
        shapes((20, 8)),
        "at most 16 steps, its max_length",
        "20",
    ),
    misfit("RNN", {"hidden_size": 8}, shapes((3, 8, 8)), "an input of shape [L,F]", "[3,8,8]"),
    invalid(
        "LSTM",
        {"hidden_size": 8, "dropout": 0.2},
        shapes((20, 4)),
        "LSTM: dropout 0.2 works between layers, and num_layers is 1.",
    ),
    misfit("GRU", {"hidden_size": 8, "input_size": 3}, shapes((20, 4)), "3 features", "4"),
    misfit(
        "MultiheadAttention",
        {"num_heads": 5},
        shapes((6, 16), (6, 16), (6, 16)),
        "features that num_heads=5 divides",
        "16",
    ),
    misfit(
        "MultiheadAttention",
        {"num_heads": 4, "is_causal": True},
        shapes((6, 16), (7, 16), (7, 16)),
        "a key of 6 steps, as query has, for is_causal",
        "7",
        input=1,
    ),
    misfit(
        "MultiheadAttention",
        {"num_heads": 4},
        shapes((6, 16), (7, 16), (6, 16)),
        "a value of 7 steps, as key has",
        "6",
        input=2,
    ),
    misfit(
        "MultiheadAttention",
        {"num_heads": 4, "vdim": 8},
        shapes((6, 16), (7, 16), (7, 16)),
        "8 features",
        "16",
        input=2,
    ),
    misfit(
        "TransformerEncoderLayer",
        {"nhead": 8},
        shapes((6, 12)),
        "features that nhead=8 divides",
        "12",
    ),
    misfit(
        "TransformerDecoderLayer",
        {"nhead": 4},
        shapes((6, 12), (5, 16)),
        "a memory of 12 features, as many as target has",
        "16",
        input=1,
    ),
    misfit("ClassToken", {"features": 32}, shapes((16, 64)), "32 features", "64"),
    invalid("Cast", {"dtyp": "int64"}, shapes((3,)), "Cast has no key 'dtyp'."),
]


@pytest.mark.parametrize("refusal", refusal_cases(REFUSALS))
def test_says_what_does_not_fit_and_how_to_mend_it(refusal: Refusal) -> None:
    assert_refused_and_mended(refusal)


@pytest.mark.parametrize(("op", "shape"), fix_cases(REFUSALS))
def test_following_fixes_ends_in_a_network_that_fits(op: str, shape: tuple[int, ...]) -> None:
    assert_fixes_lead_to_a_fit(op, shape)


def test_every_layer_of_these_families_has_a_message() -> None:
    of_the_families = {op for op, kind in layer_types().items() if kind.category in CATEGORIES}
    assert of_the_families | {"Cast"} == {op for op, *_ in REFUSALS}
