"""The form of a meter."""

from __future__ import annotations

from typing import Protocol

from netwright.inference.evaluation.batches import Batch


class Meter(Protocol):
    """Metrics of a whole set, gathered batch by batch."""

    def update(self, batch: Batch) -> None:
        """Take in what the model gives for a batch."""

    def metrics(self) -> dict[str, float]:
        """The metrics by name, as training has them without ``val_``; `loss` is among them."""
