from __future__ import annotations

from netwright.layers.families.recurrent import Recurrent
from netwright.layers.layer import Example, TensorType


class LSTM(Recurrent):
    """Reads a sequence step by step with gates that choose what to keep: long short-term memory."""

    output_names = ("output", "hidden", "cell")
    module = "netwright.layers.modules.lstm"
    formula = (
        "c_t = f · c_(t-1) + i · g, h_t = o · tanh(c_t); the gates i, f, o are sigmoids and g is a "
        "tanh of W_ih · input_t + b_ih + W_hh · h_(t-1) + b_hh"
    )
    onnx = "LSTM"
    paper = "Hochreiter and Schmidhuber, 1997"
    examples = (
        Example({"hidden_size": 4}, (TensorType((6, 5)),)),
        Example(
            {
                "hidden_size": 3,
                "num_layers": 2,
                "bidirectional": True,
                "dropout": 0.2,
                "bias": False,
            },
            (TensorType((4, 5)),),
        ),
    )
