"""Pictures from pictures: [N,C,H,W], 0 to 1, against uint8 [N,H,W,C]."""

from __future__ import annotations

import torch

from netwright.data.batches import Batch
from netwright.training.deciding import BEST
from netwright.training.losses.similarity import structural_similarity
from netwright.training.objectives.objective import Outputs
from netwright.training.objectives.task import TaskObjective, Totals
from netwright.training.preprocess.image import unit_pictures

_LEAST_SQUARED_ERROR = 1e-10
"""Equal pictures would have an infinite PSNR; this makes it 100 dB."""


class PictureObjective(TaskObjective):
    """The signal-to-noise ratio decides the best epoch, and among equals the loss."""

    best = BEST["pictures"]

    def wanted(self, batch: Batch) -> torch.Tensor:
        """The target pictures; those that came in where there are no others."""
        return unit_pictures(batch.inputs if batch.targets is None else batch.targets)

    def meter(self, samples: int) -> PictureMeter:
        """A new meter."""
        return PictureMeter(self)


class PictureMeter:
    """Loss, and PSNR (dB) and structural similarity, each averaged over the pictures."""

    def __init__(self, objective: PictureObjective) -> None:
        self._objective = objective
        self._totals = Totals(objective.place, psnr=(), ssim=())

    def update(self, outputs: Outputs, batch: Batch) -> None:
        """Take in a batch."""
        given, true = self._objective.given(outputs), self._objective.wanted(batch)
        self._totals.add_loss(self._objective.plain_criterion(given, true), len(batch))
        shown = given.clamp(0, 1)
        squared = ((shown - true) ** 2).mean(dim=(1, 2, 3)).clamp(min=_LEAST_SQUARED_ERROR)
        self._totals.add("psnr", (-10 * squared.log10()).sum())
        self._totals.add("ssim", structural_similarity(shown, true).sum())

    def state(self) -> dict[str, torch.Tensor]:
        """The sums."""
        return self._totals.tensors

    def compute(self) -> dict[str, float]:
        """`loss`, `psnr` and `ssim`."""
        sums = self._totals.tensors
        averages = {name: (sums[name] / sums["weight"]).item() for name in ("psnr", "ssim")}
        return {"loss": self._totals.loss(), **averages}
