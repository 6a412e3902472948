from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import nn


class TransformerDecoderLayer(nn.TransformerDecoderLayer):
    """torch's decoder layer, the batch axis first.

    It computes the same with the same weights, in training and after it by the same way: torch's
    other one, for inference, is a fused operator that not every exporter knows.

    Args:
        is_causal: Let each step of the target see only itself and those before it.
        arguments: As torch's, but for `batch_first`.
    """

    def __init__(self, *, is_causal: bool = False, **arguments: Any) -> None:
        super().__init__(batch_first=True, **arguments)
        self.is_causal = is_causal

    def forward(  # type: ignore[override]
        self, target: torch.Tensor, memory: torch.Tensor
    ) -> torch.Tensor:
        """From [N,L,F] and [N,S,F] to [N,L,F]."""
        if self.norm_first:
            target = target + self._attend_target(self.norm1(target))
            target = target + self._attend_memory(self.norm2(target), memory)
            return target + self._feed_forward(self.norm3(target))
        target = self.norm1(target + self._attend_target(target))
        target = self.norm2(target + self._attend_memory(target, memory))
        return self.norm3(target + self._feed_forward(target))

    def _attend_target(self, target: torch.Tensor) -> torch.Tensor:
        return self.dropout1(self._attend(self.self_attn, target, target, self.is_causal))

    def _attend_memory(self, target: torch.Tensor, memory: torch.Tensor) -> torch.Tensor:
        return self.dropout2(self._attend(self.multihead_attn, target, memory, False))

    def _attend(
        self,
        attention: nn.MultiheadAttention,
        target: torch.Tensor,
        seen: torch.Tensor,
        is_causal: bool,
    ) -> torch.Tensor:
        weights = attention.in_proj_weight.chunk(3)
        bias = attention.in_proj_bias
        biases = (None, None, None) if bias is None else bias.chunk(3)
        query, key, value = (  # each [N,heads,steps,F/heads]
            F.linear(steps, w, b).unflatten(-1, (attention.num_heads, -1)).transpose(1, 2)
            for steps, w, b in zip((target, seen, seen), weights, biases, strict=True)
        )
        dropout_p = attention.dropout if self.training else 0.0
        found = F.scaled_dot_product_attention(
            query, key, value, dropout_p=dropout_p, is_causal=is_causal
        )
        return attention.out_proj(found.transpose(1, 2).flatten(2))

    def _feed_forward(self, target: torch.Tensor) -> torch.Tensor:
        hidden = self.dropout(self.activation(self.linear1(target)))
        return self.dropout3(self.linear2(hidden))
