from __future__ import annotations

from netwright.layers.families.recurrent import Recurrent
from netwright.layers.layer import Example, TensorType


class GRU(Recurrent):
    """Reads a sequence step by step with two gates: as good as LSTM on much, and smaller."""

    module = "netwright.layers.modules.gru"
    formula = (
        "h_t = (1 - z) · n + z · h_(t-1), n = tanh(W_in · input_t + b_in + r · (W_hn · h_(t-1) + "
        "b_hn)); the gates r and z are sigmoids"
    )
    onnx = "GRU"
    paper = "Cho and others, 2014"
    examples = (
        Example({"hidden_size": 4}, (TensorType((6, 5)),)),
        Example(
            {"hidden_size": 3, "num_layers": 2, "bidirectional": True, "dropout": 0.2},
            (TensorType((4, 5)),),
        ),
    )
