"""The next token: logits [N,length,tokens] against the same tokens, one on; 0 does not count."""

from __future__ import annotations

import math

import torch

from netwright.data.batches import Batch
from netwright.training.deciding import BEST
from netwright.training.losses.classes import CrossEntropy
from netwright.training.objectives.objective import Outputs
from netwright.training.objectives.task import TaskObjective, Totals

_MOST_NATS = 700.0
"""A float holds no exponential of more."""


class NextTokenObjective(TaskObjective):
    """The loss decides the best epoch."""

    best = BEST["next_token"]

    def given(self, outputs: Outputs) -> torch.Tensor:
        """Logits [N·(length-1),tokens]; what follows the last token is not known."""
        return super().given(outputs)[:, :-1].flatten(0, 1)

    def wanted(self, batch: Batch) -> torch.Tensor:
        """int64 [N·(length-1)]."""
        return batch.inputs[:, 1:].flatten()

    def meter(self, samples: int) -> NextTokenMeter:
        """A new meter."""
        return NextTokenMeter(self)


class NextTokenMeter:
    """Loss, perplexity (e to the nats a token) and the share of tokens that were foretold."""

    def __init__(self, objective: NextTokenObjective) -> None:
        self._objective = objective
        self._entropy = CrossEntropy(ignored=0)
        self._totals = Totals(objective.place, nats=(), hits=())

    def update(self, outputs: Outputs, batch: Batch) -> None:
        """Take in a batch."""
        given, true = self._objective.given(outputs), self._objective.wanted(batch)
        counts = true != 0
        self._totals.add_loss(self._objective.plain_criterion(given, true), counts.sum())
        self._totals.add("nats", self._entropy(given, true) * counts.sum())
        self._totals.add("hits", (counts & (given.argmax(dim=1) == true)).sum())

    def state(self) -> dict[str, torch.Tensor]:
        """The sums."""
        return self._totals.tensors

    def compute(self) -> dict[str, float]:
        """`loss`, `perplexity` and `accuracy`."""
        sums = self._totals.tensors
        nats, accuracy = (
            (sums[name] / sums["weight"].clamp(min=1)).item() for name in ("nats", "hits")
        )
        perplexity = math.exp(min(nats, _MOST_NATS))
        return {"loss": self._totals.loss(), "perplexity": perplexity, "accuracy": accuracy}
