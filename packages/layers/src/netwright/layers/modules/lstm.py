from __future__ import annotations

from typing import Any

import torch
from torch import nn


class LSTM(nn.LSTM):
    """torch's LSTM, the batch axis first in everything that comes out.

    Args:
        arguments: As torch's, but for `batch_first`.
    """

    def __init__(self, **arguments: Any) -> None:
        super().__init__(batch_first=True, **arguments)

    def forward(  # type: ignore[override]
        self, input: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """From [N,L,F] to the output [N,L,D*H] and the hidden and cell states [N,layers*D,H].

        D is 2 when bidirectional, else 1.
        """
        output, (hidden, cell) = super().forward(input)
        return output, hidden.transpose(0, 1), cell.transpose(0, 1)
