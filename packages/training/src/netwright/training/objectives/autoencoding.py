"""Autoencoding of numbers: what the network takes against what it gives, both standardised.

That of pictures is in `pictures`: they are compared as pictures, 0 to 1.
"""

from __future__ import annotations

import torch

from netwright.data.batches import Batch
from netwright.training.deciding import BEST
from netwright.training.objectives.regression import FitMeter
from netwright.training.objectives.task import TaskObjective


class AutoencodingObjective(TaskObjective):
    """R2 over all values together decides the best epoch, and among equals the loss."""

    best = BEST["autoencoding"]

    def wanted(self, batch: Batch) -> torch.Tensor:
        """The network's own input."""
        return self.inputs(batch)

    def meter(self, samples: int) -> FitMeter:
        """A new meter; its errors are in standardised units."""
        return FitMeter(self, self.place.new_ones(1))
