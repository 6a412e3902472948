"""Gaussian noise on some of the samples."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from netwright.data.augmentation.batch import WHITE, Batch, as_float, only
from netwright.data.augmentation.draws import Draws
from netwright.data.augmentation.texture import Texture
from netwright.interfaces.documents.augmentation import GaussianNoise


def gaussian_noise(batch: Batch, part: GaussianNoise, draws: Draws, texture: Texture) -> Batch:
    """Noise on the inputs; a target picture stays clean, since a filter is to clean."""

    def noisy(some: torch.Tensor, rows: NDArray[np.int64]) -> torch.Tensor:
        noise = texture(draws[rows, 1], some)
        return as_float(some).add_(noise, alpha=part.sigma * WHITE).clamp_(0, WHITE)

    return batch.with_inputs(lambda inputs: only(draws[:, 0] < part.p, inputs, noisy))
