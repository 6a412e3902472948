"""Several outputs at once: each has an objective of its own, and one of them is measured."""

from __future__ import annotations

from typing import Any

import torch

from netwright.data.batches import Batch
from netwright.training.objectives.objective import Meter, Objective, Outputs


class WeightedObjectives:
    """Trained on the weighted sum of the losses; all else is the first objective's.

    Args:
        terms: Each output's weight and objective, the main output's first.
    """

    def __init__(self, terms: tuple[tuple[float, Objective], ...]) -> None:
        self._terms = terms
        _, self._main = terms[0]
        self.best = self._main.best

    def inputs(self, batch: Batch) -> torch.Tensor:
        """The network's input."""
        return self._main.inputs(batch)

    def loss(self, outputs: Outputs, batch: Batch) -> torch.Tensor:
        """[K]: each output's loss, times its weight."""
        return torch.stack([w * objective.loss(outputs, batch) for w, objective in self._terms])

    def weight(self, batch: Batch) -> torch.Tensor | None:
        """[K]: what each output's loss is divided by; None where all are by samples."""
        found = [objective.weight(batch) for _, objective in self._terms]
        known = [divisor for divisor in found if divisor is not None]
        if not known:
            return None
        samples = known[0].new_full((), len(batch))
        return torch.stack([samples if divisor is None else divisor for divisor in found])

    def meter(self, samples: int) -> Meter:
        """A new meter of the main output."""
        return self._main.meter(samples)

    def to(self, device: torch.device) -> Any:
        """The same objective on another device."""
        return WeightedObjectives(tuple((w, o.to(device)) for w, o in self._terms))
