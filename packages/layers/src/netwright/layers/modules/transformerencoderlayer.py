from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import nn


class TransformerEncoderLayer(nn.TransformerEncoderLayer):
    """torch's encoder layer, the batch axis first.

    It computes the same with the same weights, in training and after it by the same way: torch's
    other one, for inference, is a fused operator that not every exporter knows.

    Args:
        is_causal: Let each step see only itself and those before it.
        arguments: As torch's, but for `batch_first`.
    """

    def __init__(self, *, is_causal: bool = False, **arguments: Any) -> None:
        super().__init__(batch_first=True, **arguments)
        self.is_causal = is_causal

    def forward(self, input: torch.Tensor) -> torch.Tensor:  # type: ignore[override]
        """From [N,L,F] to [N,L,F]."""
        if self.norm_first:
            input = input + self._attend(self.norm1(input))
            return input + self._feed_forward(self.norm2(input))
        input = self.norm1(input + self._attend(input))
        return self.norm2(input + self._feed_forward(input))

    def _attend(self, input: torch.Tensor) -> torch.Tensor:
        attention = self.self_attn
        packed = F.linear(input, attention.in_proj_weight, attention.in_proj_bias)
        # [N,L,3*F] to three of [N,heads,L,F/heads]
        heads = packed.unflatten(-1, (3, attention.num_heads, -1)).permute(2, 0, 3, 1, 4)
        query, key, value = heads.unbind(0)
        found = F.scaled_dot_product_attention(
            query,
            key,
            value,
            dropout_p=attention.dropout if self.training else 0.0,
            is_causal=self.is_causal,
        )
        return self.dropout1(attention.out_proj(found.transpose(1, 2).flatten(2)))

    def _feed_forward(self, input: torch.Tensor) -> torch.Tensor:
        hidden = self.dropout(self.activation(self.linear1(input)))
        return self.dropout2(self.linear2(hidden))
