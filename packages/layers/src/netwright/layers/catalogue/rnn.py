from __future__ import annotations

from typing import Literal

from pydantic import Field

from netwright.layers.families.recurrent import Recurrent
from netwright.layers.layer import Example, TensorType


class RNN(Recurrent):
    """Reads a sequence step by step and carries a state along: the plain recurrent network."""

    module = "netwright.layers.modules.rnn"
    formula = "h_t = tanh(W_ih · input_t + b_ih + W_hh · h_(t-1) + b_hh)"
    onnx = "RNN"
    paper = "Elman, 1990"
    examples = (
        Example({"hidden_size": 4}, (TensorType((3, 5)),)),
        Example(
            {"hidden_size": 3, "num_layers": 2, "bidirectional": True, "nonlinearity": "relu"},
            (TensorType((3, 4)),),
        ),
    )

    nonlinearity: Literal["tanh", "relu"] = Field("tanh", description="What bends the sums.")
