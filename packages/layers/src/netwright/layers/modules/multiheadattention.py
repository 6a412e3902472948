from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import nn


class MultiheadAttention(nn.MultiheadAttention):
    """torch's attention, the batch axis first, without the weights among its results.

    It computes the same with the same weights, in training and after it by the same way: torch's
    other one, for inference, is a fused operator that not every exporter knows.

    Args:
        is_causal: Let each step see only itself and those before it.
        arguments: As torch's, but for `batch_first`.
    """

    def __init__(self, *, is_causal: bool = False, **arguments: Any) -> None:
        super().__init__(batch_first=True, **arguments)
        self.is_causal = is_causal

    def forward(  # type: ignore[override]
        self, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor
    ) -> torch.Tensor:
        """From [N,L,F], [N,S,K] and [N,S,V] to [N,L,F]."""
        output, _ = F.multi_head_attention_forward(
            query.transpose(0, 1),
            key.transpose(0, 1),
            value.transpose(0, 1),
            self.embed_dim,
            self.num_heads,
            self.in_proj_weight,
            self.in_proj_bias,
            self.bias_k,
            self.bias_v,
            self.add_zero_attn,
            self.dropout,
            self.out_proj.weight,
            self.out_proj.bias,
            training=self.training,
            need_weights=False,
            attn_mask=self._mask(query, key),
            # With the hint torch makes its own mask, which hides the steps it adds itself.
            is_causal=self.is_causal and self.bias_k is None and not self.add_zero_attn,
            use_separate_proj_weight=not self._qkv_same_embed_dim,
            q_proj_weight=self.q_proj_weight,
            k_proj_weight=self.k_proj_weight,
            v_proj_weight=self.v_proj_weight,
        )
        return output.transpose(0, 1)

    def _mask(self, query: torch.Tensor, key: torch.Tensor) -> torch.Tensor | None:
        """True where a step must not look."""
        if not self.is_causal:
            return None
        return torch.ones(query.shape[1], key.shape[1], dtype=torch.bool, device=query.device).triu(
            1
        )
