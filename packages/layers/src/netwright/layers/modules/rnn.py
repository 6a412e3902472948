from __future__ import annotations

from typing import Any

import torch
from torch import nn


class RNN(nn.RNN):
    """torch's RNN, the batch axis first in everything that comes out.

    Args:
        arguments: As torch's, but for `batch_first`.
    """

    def __init__(self, **arguments: Any) -> None:
        super().__init__(batch_first=True, **arguments)

    def forward(self, input: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:  # type: ignore[override]
        """From [N,L,F] to the output [N,L,D*H] and the hidden state [N,layers*D,H].

        D is 2 when bidirectional, else 1.
        """
        output, hidden = super().forward(input)
        return output, hidden.transpose(0, 1)
