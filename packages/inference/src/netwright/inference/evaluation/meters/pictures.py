"""Pictures from pictures."""

from __future__ import annotations

import numpy as np

from netwright.inference.evaluation.batches import Batch
from netwright.interfaces.metrics import psnr, structural_similarity


class PictureMeter:
    """Loss (the mean squared error of what is shown), PSNR and structural similarity."""

    def __init__(self) -> None:
        self._samples = self._squared = self._psnr = self._ssim = 0.0

    def update(self, batch: Batch) -> None:
        """Take in a batch of pictures uint8 [B,H,W,C]; those that came in where none are wanted."""
        wanted = batch.inputs if batch.targets is None else batch.targets
        true = wanted.astype(np.float32) / np.float32(255)
        squared = np.square(batch.answer - true, dtype=np.float64)
        self._samples += len(true)
        self._squared += float(squared.mean(axis=(1, 2, 3)).sum())
        self._psnr += float(psnr(batch.answer, true).sum())
        self._ssim += float(structural_similarity(batch.answer, true).sum())

    def metrics(self) -> dict[str, float]:
        """`loss`, `psnr` and `ssim`.

        The exported picture lies within 0 and 1, and so the loss may be less than training's.
        """
        sums = {"loss": self._squared, "psnr": self._psnr, "ssim": self._ssim}
        return {name: value / self._samples for name, value in sums.items()}
