"""Counting classes on the device without waiting for it."""

from __future__ import annotations

import torch

from netwright.interfaces.metrics import ClassCounts
from netwright.training.objectives.task import Totals


class ClassTotals(Totals):
    """Totals with three counts a class, from which most metrics of classes follow."""

    def __init__(self, place: torch.Tensor, classes: int, **sizes: tuple[int, ...]) -> None:
        super().__init__(place, **sizes)
        # Whole numbers, so that what is found is added in place, in one step each.
        for name in ("hits", "said", "true"):
            self.tensors[name] = torch.zeros(classes, dtype=torch.int64, device=place.device)

    def count(
        self, said: torch.Tensor, true: torch.Tensor, counts: torch.Tensor | None = None
    ) -> None:
        """Take in class indices of any shape.

        Args:
            said: What the network says, int64.
            true: What is so, of the same shape.
            counts: Which of them count; all by default.
        """
        right = said == true
        if counts is None:
            ones = torch.ones_like(true)
        else:
            right, ones = right & counts, counts.long()
            said, true = said.where(counts, 0), true.where(counts, 0)
        self._add_at("said", said, ones)
        self._add_at("true", true, ones)
        self._add_at("hits", true, right.long())

    def class_counts(self) -> ClassCounts:
        """The counts so far."""
        hits, said, true = (
            self.tensors[name].cpu().double().numpy() for name in ("hits", "said", "true")
        )
        return ClassCounts(hits, said, true)

    def _add_at(self, name: str, classes: torch.Tensor, amounts: torch.Tensor) -> None:
        # bincount and boolean indexing would wait for the device to learn a size.
        self.tensors[name].scatter_add_(0, classes.flatten(), amounts.flatten())
