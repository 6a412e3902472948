from __future__ import annotations

import math

import torch
from torch import nn


def relative_positions(side: int) -> torch.Tensor:
    """[L,L] int64 of a square window of L = side² pixels: which offset leads from each to each.

    Offsets are counted row by row, from the upper left.
    """
    row, column = torch.arange(side * side).div(side, rounding_mode="floor"), torch.arange(side)
    column = column.repeat(side)
    down = row[:, None] - row[None, :] + side - 1
    right = column[:, None] - column[None, :] + side - 1
    return down * (2 * side - 1) + right


def relative_offsets(side: int) -> torch.Tensor:
    """[1,2·side-1,2·side-1,2]: every offset within a window, on a logarithmic scale."""
    offset = torch.arange(1 - side, side, dtype=torch.float32) / (side - 1) * 8
    scaled = offset.sign() * (offset.abs() + 1).log2() / 3
    return torch.stack(torch.meshgrid(scaled, scaled, indexing="ij"), dim=-1)[None]


def relative_position_bias(
    table: torch.Tensor, index: torch.Tensor, window_size: list[int]
) -> torch.Tensor:
    """[1,heads,L,L]: what a table [offsets,heads] adds to attention from each pixel to each."""
    length = window_size[0] * window_size[1]
    return table[index].view(length, length, -1).permute(2, 0, 1)[None]


def patch_merging_pad(x: torch.Tensor) -> torch.Tensor:
    """[...,H/2,W/2,4C] of [...,H,W,C]: four neighbours side by side; odd sizes are padded."""
    height, width = x.shape[-3:-1]
    x = nn.functional.pad(x, (0, 0, 0, width % 2, 0, height % 2))
    corners = [x[..., row::2, column::2, :] for column in (0, 1) for row in (0, 1)]
    return torch.cat(corners, dim=-1)


def shifted_window_attention(
    x: torch.Tensor,
    qkv_weight: torch.Tensor,
    proj_weight: torch.Tensor,
    bias: torch.Tensor,
    window_size: list[int],
    num_heads: int,
    *,
    shift_size: list[int],
    qkv_bias: torch.Tensor,
    proj_bias: torch.Tensor,
    logit_scale: torch.Tensor | None = None,
) -> torch.Tensor:
    """Attention within windows [N,H,W,C], which may lie across the edges of those before.

    Source: Liu et al., 2021; with `logit_scale`, of cosines: Liu et al., 2022.
    """
    height, width = x.shape[1:3]
    window = torch.Size(window_size)
    x = nn.functional.pad(x, (0, 0, 0, -width % window[1], 0, -height % window[0]))
    size = x.shape[1:3]
    # A map that is one window has nothing beyond its edges.
    shift = [0 if window[axis] >= size[axis] else shift_size[axis] for axis in (0, 1)]
    windows = split_windows(x.roll([-shift[0], -shift[1]], dims=(1, 2)), window)
    if logit_scale is not None:
        qkv_bias = without_bias_of_keys(qkv_bias)
    projected = nn.functional.linear(windows, qkv_weight, qkv_bias)
    query, key, value = projected.unflatten(2, (3, num_heads, -1)).permute(2, 0, 3, 1, 4)
    scores = similarity(query, key, logit_scale) + bias
    if any(shift):
        apart = across_edges(size, window, shift).to(x)
        scores = (scores.unflatten(0, (-1, len(apart))) + apart[:, None]).flatten(0, 1)
    mixed = (scores.softmax(dim=-1) @ value).transpose(1, 2).flatten(2)
    mixed = nn.functional.linear(mixed, proj_weight, proj_bias)
    joined = join_windows(mixed, size, window).roll(shift, dims=(1, 2))
    return joined[:, :height, :width].contiguous()


def without_bias_of_keys(bias: torch.Tensor) -> torch.Tensor:
    """The bias of queries, keys and values with zeros for the keys."""
    query, key, value = bias.chunk(3)
    return torch.cat([query, torch.zeros_like(key), value])


def similarity(
    query: torch.Tensor, key: torch.Tensor, logit_scale: torch.Tensor | None
) -> torch.Tensor:
    """[windows,heads,L,L]: products of queries and keys, or scaled cosines between them."""
    if logit_scale is None:
        return query * query.shape[-1] ** -0.5 @ key.transpose(-2, -1)
    query, key = nn.functional.normalize(query, dim=-1), nn.functional.normalize(key, dim=-1)
    return query @ key.transpose(-2, -1) * logit_scale.clamp(max=math.log(100)).exp()


def split_windows(x: torch.Tensor, window: torch.Size) -> torch.Tensor:
    """[N·windows,L,C] of [N,H,W,C]."""
    x = x.unflatten(2, (-1, window[1])).unflatten(1, (-1, window[0]))
    return x.transpose(2, 3).flatten(3, 4).flatten(0, 2)


def join_windows(windows: torch.Tensor, size: torch.Size, window: torch.Size) -> torch.Tensor:
    """[N,H,W,C] of [N·windows,L,C]."""
    rows, columns = size[0] // window[0], size[1] // window[1]
    x = windows.unflatten(0, (-1, rows, columns)).unflatten(3, (window[0], window[1]))
    return x.transpose(2, 3).flatten(3, 4).flatten(1, 2)


def across_edges(size: torch.Size, window: torch.Size, shift: list[int]) -> torch.Tensor:
    """[windows,L,L]: -100 from each pixel to those that were not beside it before the shift."""
    rows, columns = (
        (torch.arange(length) >= length - window[axis]).int()
        + (torch.arange(length) >= length - shift[axis])
        for axis, length in enumerate(size)
    )
    area = split_windows((rows[:, None] * 3 + columns)[None, :, :, None], window).squeeze(-1)
    return (area[:, :, None] != area[:, None, :]) * -100.0
