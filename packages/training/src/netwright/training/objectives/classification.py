"""Classification: logits [N,K] against class indices int64 [N]."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from netwright.data.batches import Batch
from netwright.interfaces.documents import ImagePreprocessing, Recipe
from netwright.training.objectives.objective import Outputs
from netwright.training.preprocess import Normalize


class ClassificationObjective(nn.Module):
    """Cross-entropy in training; accuracy decides the best epoch, and among equals the loss."""

    best = (("accuracy", "max"), ("loss", "min"))

    def __init__(
        self,
        preprocessing: ImagePreprocessing,
        recipe: Recipe,
        class_weights: NDArray[np.float64] | None = None,
    ) -> None:
        super().__init__()
        self.normalize = Normalize(preprocessing)
        self.cross_entropy = nn.CrossEntropyLoss(
            weight=None if class_weights is None else torch.from_numpy(class_weights).float(),
            label_smoothing=recipe.loss.label_smoothing,
        )

    def inputs(self, batch: Batch) -> torch.Tensor:
        """Normalised images [N,C,H,W]."""
        images: torch.Tensor = self.normalize(batch.inputs)
        return images

    def loss(self, outputs: Outputs, batch: Batch) -> torch.Tensor:
        """The recipe's loss, averaged over the batch."""
        (logits,) = outputs.values()
        loss: torch.Tensor = self.cross_entropy(logits, batch.targets)
        return loss

    def meter(self) -> ClassificationMeter:
        """A new meter."""
        return ClassificationMeter()


class ClassificationMeter:
    """Cross-entropy (nats) and accuracy (0 to 1), exact over all samples."""

    def __init__(self) -> None:
        self._totals: dict[str, torch.Tensor] = {}

    def update(self, outputs: Outputs, batch: Batch) -> None:
        """Take in a batch."""
        (logits,) = outputs.values()
        assert batch.targets is not None
        loss = nn.functional.cross_entropy(logits, batch.targets, reduction="sum")
        self._add("loss", loss.double())
        self._add("accuracy", (logits.argmax(dim=1) == batch.targets).sum().double())
        self._add("samples", torch.full_like(loss, len(batch), dtype=torch.float64))

    def state(self) -> dict[str, torch.Tensor]:
        """The sums."""
        return self._totals

    def compute(self) -> dict[str, float]:
        """`loss` and `accuracy`."""
        samples = self._totals["samples"].item()
        return {name: self._totals[name].item() / samples for name in ("loss", "accuracy")}

    def _add(self, name: str, value: torch.Tensor) -> None:
        self._totals[name] = self._totals[name] + value if name in self._totals else value
