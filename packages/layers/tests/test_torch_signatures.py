"""Layers have the parameters and defaults of the torch module of the same name."""

import inspect

import pytest
import torch.nn.functional as F
from torch import nn

from netwright.layers import layer_types

CATEGORIES = (
    "Activation",
    "Convolution",
    "Dropout",
    "Linear",
    "Normalization",
    "Padding",
    "Pooling",
    "Resizing",
    "Sequence",
    "Shape",
)

# What no layer has: where a module is put is no property of a network, and nothing is overwritten.
ALWAYS_OUT = {"self", "device", "dtype", "inplace", "args", "kwargs"}

# What some do not have, with the reason.
OUT = {
    "Embedding": {
        "max_norm": "it overwrites weights in forward, which no exporter takes",
        "norm_type": "it is max_norm's",
        "sparse": "its gradients are taken by few optimizers",
        "_weight": "it holds weights, not a description",
        "_freeze": "it goes with _weight",
    },
    "Identity": {"unused": "torch takes any arguments and does nothing with them"},
    "Upsample": {"recompute_scale_factor": "size says it more plainly"},
    **{
        f"MaxPool{n}d": {"return_indices": "max unpooling, which needs them, is no layer here"}
        for n in (1, 2, 3)
    },
    **{f"AdaptiveMaxPool{n}d": {"return_indices": "as of MaxPool"} for n in (1, 2, 3)},
    **{
        f"ConvTranspose{n}d": {"padding_mode": "torch itself takes only 'zeros'"} for n in (1, 2, 3)
    },
    "Hardtanh": {"min_value": "the old name of min_val", "max_value": "the old name of max_val"},
    **{
        op: {
            "batch_first": "the batch axis is always first",
            "mode": "it is the op",
            "proj_size": "onnxruntime's LSTM has no projection, and only LSTM has it in torch",
        }
        for op in ("RNN", "LSTM", "GRU")
    },
    **{
        op: {"bias": "newer than torch 2.6, the oldest one allowed"}
        for op in (
            *(f"BatchNorm{n}d" for n in (1, 2, 3)),
            *(f"InstanceNorm{n}d" for n in (1, 2, 3)),
            "GroupNorm",
        )
    },
    **{
        op: {"batch_first": "the batch axis is always first"}
        for op in ("MultiheadAttention", "TransformerEncoderLayer", "TransformerDecoderLayer")
    },
}

# What some have besides.
BESIDES = {
    "RNN": {"nonlinearity": "torch has it too, hidden in **kwargs"},
    **{
        op: {"is_causal": "an argument of torch's forward, fixed here when the network is written"}
        for op in ("MultiheadAttention", "TransformerEncoderLayer", "TransformerDecoderLayer")
    },
}

# Defaults that differ.
DEFAULTS = {
    "Flatten": {"start_dim": (1, 0)},  # The batch axis is not counted.
    # One value a channel is what almost every network asks for.
    **{
        f"Adaptive{kind}Pool{n}d": {"output_size": (inspect.Parameter.empty, 1)}
        for kind in ("Avg", "Max")
        for n in (1, 2, 3)
    },
    "Softmax": {"dim": (None, -1)},  # torch guesses the axis, and warns that it will not for long.
    "LogSoftmax": {"dim": (None, -1)},
    "TransformerEncoderLayer": {"activation": (F.relu, "relu")},  # torch takes the word as well.
    "TransformerDecoderLayer": {"activation": (F.relu, "relu")},
}

OPS = [
    op
    for op, kind in layer_types().items()
    if kind.category in CATEGORIES and hasattr(nn, op) and kind.__module__.startswith("netwright.")
]


def torch_parameters(op: str) -> dict[str, inspect.Parameter]:
    # RNN, LSTM and GRU take *args; what they pass on is their base's.
    kind = nn.RNNBase if op in ("RNN", "LSTM", "GRU") else getattr(nn, op)
    found = inspect.signature(kind.__init__).parameters
    return {n: p for n, p in found.items() if n not in ALWAYS_OUT | OUT.get(op, {}).keys()}


@pytest.mark.parametrize("op", OPS)
def test_parameters_are_those_of_torch(op: str) -> None:
    known = layer_types()[op].model_fields.keys() - BESIDES.get(op, {}).keys()
    assert known == torch_parameters(op).keys()


@pytest.mark.parametrize("op", OPS)
def test_defaults_are_those_of_torch(op: str) -> None:
    kind = layer_types()[op]
    for name, parameter in torch_parameters(op).items():
        field, default = kind.model_fields[name], parameter.default
        if name in kind.inferred_fields():
            continue  # torch needs most of them; here each may be left out.
        default, expected = DEFAULTS.get(op, {}).get(name, (default, default))
        assert parameter.default == default
        if expected is inspect.Parameter.empty:
            assert field.is_required(), name
        else:
            assert field.default == expected, name


@pytest.mark.parametrize("op", OUT)
def test_no_layer_has_a_parameter_that_is_left_out_with_a_reason(op: str) -> None:
    assert not OUT[op].keys() & layer_types()[op].model_fields.keys()
