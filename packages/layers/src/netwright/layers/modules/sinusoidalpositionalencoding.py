from __future__ import annotations

import torch
from torch import nn


class SinusoidalPositionalEncoding(nn.Module):
    """Adds sines and cosines of the place to each step of a sequence.

    Source: Vaswani and others, 2017.

    Args:
        length: How many steps a sequence has.
        features: How many features a step has; even ones get sines, odd ones cosines.
        base: How much longer the longest wave is than the first.
    """

    def __init__(self, length: int, features: int, base: float = 10_000.0) -> None:
        super().__init__()
        steps = torch.arange(length, dtype=torch.float32).unsqueeze(1)
        rates = base ** -(torch.arange(0, features, 2, dtype=torch.float32) / features)
        waves = torch.stack((torch.sin(steps * rates), torch.cos(steps * rates)), dim=-1)
        # It follows from the arguments, so it moves with the module but is not saved.
        self.register_buffer("waves", waves.flatten(1)[:, :features], persistent=False)
        self.waves: torch.Tensor

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        return input + self.waves
