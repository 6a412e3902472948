"""Noise that is made once and looked at in another place for each sample.

A number for every pixel of every batch would cost more than the network's step on a CPU, and no two
devices draw the same. So a long row of them lies on the device, and a sample takes a piece of it.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from netwright.data.augmentation.batch import on_device
from netwright.data.augmentation.draws import Draws, below

_LEAST = 1 << 20


class Texture:
    """Normally distributed values, of which each sample takes a piece.

    Args:
        seed: Numbers that decide the values, for good.
    """

    def __init__(self, seed: tuple[int, ...]) -> None:
        self._seed = seed
        self._values: torch.Tensor | None = None

    def __call__(self, draws: Draws, pictures: torch.Tensor) -> torch.Tensor:
        """float32 as [N,C,H,W] of `pictures`, mean 0 and deviation 1, by a number a sample, [N]."""
        count, channels, height, width = pictures.shape
        length = channels * height * width
        values = self._long_enough(length, pictures)
        starts = on_device(below(draws, len(values) - length + 1), pictures)
        pieces = values.as_strided((len(values) - length + 1, length), (1, 1))
        noise = pieces.index_select(0, starts).view(count, height, width, channels)
        return noise.permute(0, 3, 1, 2)

    def _long_enough(self, length: int, like: torch.Tensor) -> torch.Tensor:
        needed = max(_LEAST, 2 * length)
        values = self._values
        if values is None or len(values) != needed or values.device != like.device:
            self._values = values = on_device(_normal(needed, self._seed), like)
        return values


def _normal(count: int, seed: tuple[int, ...]) -> NDArray[np.float32]:
    """Box and Muller's (1958) of PCG64's numbers, which are fixed for good; numpy's own are not."""
    half = -(-count // 2)
    draws = np.random.Generator(np.random.PCG64(seed)).random((2, half))
    radius, angle = np.sqrt(-2 * np.log1p(-draws[0])), 2 * np.pi * draws[1]
    pairs = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return pairs.reshape(-1)[:count].astype(np.float32)
