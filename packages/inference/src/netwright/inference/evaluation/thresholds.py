"""From which probability on to say a label: the best for F1, or for a precision or a recall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netwright.inference.evaluation.batches import Batch, temperature_of
from netwright.interfaces.documents.model import Model, Thresholds, thresholds_of
from netwright.interfaces.errors import DataError, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_USUAL = 0.5


@dataclass(frozen=True)
class Goal:
    """What thresholds are to be best for.

    Attributes:
        name: ``f1``, ``precision`` or ``recall``.
        least: Of the last two, the share that must be reached, 0 to 1.
    """

    name: str
    least: float = 0.0

    @classmethod
    def of(cls, words: str) -> Goal:
        """What ``f1``, ``precision=0.9`` or ``recall=0.9`` asks for. Raises UsageError."""
        name, equals, share = words.partition("=")
        try:
            least = float(share or "0")
        except ValueError:
            least = -1.0
        if (name == "f1" and not equals) or (name in ("precision", "recall") and 0 < least <= 1):
            return cls(name, least)
        raise UsageError(
            f"thresholds are chosen for f1, or a precision or recall from 0 to 1, but {words!r} "
            "came.",
            fix="--thresholds f1, or --thresholds precision=0.9, or --thresholds recall=0.9",
        )

    def __str__(self) -> str:
        return self.name if self.name == "f1" else f"{self.name}={self.least:g}"


@dataclass(frozen=True)
class Choice:
    """A threshold, 0 to 1, with what it gives."""

    threshold: float
    precision: float
    recall: float
    f1: float


class ThresholdMeter:
    """The log-odds of labels, or of the second of two classes, with what was so."""

    def __init__(self, model: Model, samples: int) -> None:
        shape = (samples, thresholds_of(model.target))
        self._model, self._temperature = model, temperature_of(model)
        self._odds, self._truth = np.zeros(shape, np.float32), np.zeros(shape, bool)

    def update(self, batch: Batch) -> None:
        """Keep those of a batch: 5 bytes for each label of each sample."""
        assert batch.targets is not None
        assert batch.logits is not None
        rows = slice(batch.start, batch.start + len(batch.logits))
        if self._model.task == "multi_label":
            odds, true = batch.logits, batch.targets > 0
        else:
            odds, true = batch.logits[:, 1:] - batch.logits[:, :1], batch.targets[:, None] == 1
        self._odds[rows], self._truth[rows] = odds * np.float32(self._temperature), true

    def best(self, goal: Goal, temperature: float | None = None) -> list[Choice]:
        """The best threshold of each label; of one that no sample has, 0.5.

        Args:
            goal: What they are to be best for.
            temperature: What the logits are divided by; by default as the model does.

        Raises:
            DataError: The goal cannot be reached for a label.
        """
        odds = self._odds.astype(np.float64) / (temperature or self._temperature)
        # In float32, as the model gives them: what is 1 there cannot be told apart.
        scores = np.exp(-np.logaddexp(0, -odds)).astype(np.float32)
        labels = self._model.labels[-scores.shape[1] :]
        columns = zip(self._truth.T, scores.T, labels, strict=True)
        return [best_threshold(true, share, goal, label) for true, share, label in columns]

    def document(self, goal: Goal, temperature: float | None = None) -> Thresholds:
        """What a model keeps of them. Raises DataError as `best` does."""
        values = tuple(choice.threshold for choice in self.best(goal, temperature))
        return Thresholds(values=values, goal=str(goal), samples=len(self._odds))


def best_threshold(
    true: NDArray[np.bool_], scores: NDArray[np.floating], goal: Goal, label: str
) -> Choice:
    """The threshold that is best for a goal; half-way between two scores, so that none lies on it.

    Args:
        true: [N], which samples have the label.
        scores: [N], its probabilities.
        goal: F1; or a precision, at the largest recall there is; or the other way round.
        label: What it is called, for errors.

    Raises:
        DataError: No threshold reaches the precision.
    """
    if not true.any():
        return Choice(_USUAL, np.nan, np.nan, np.nan)
    cuts, precision, recall = _cuts(true, scores)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    reached = {"precision": precision, "recall": recall}.get(goal.name, f1) >= goal.least
    if not reached.any():
        raise DataError(
            f"no threshold gives the label {label!r} a precision of {goal.least:g}; the best is "
            f"{precision.max():.4g}.",
            fix=f"--thresholds precision={np.floor(precision.max() * 100) / 100:g}",
        )
    wanted = {"precision": recall, "recall": precision}.get(goal.name, f1)
    best = int(np.where(reached, wanted, -1.0).argmax())
    values = (float(column[best]) for column in (cuts, precision, recall, f1))
    return Choice(*values)


def _cuts(
    true: NDArray[np.bool_], scores: NDArray[np.floating]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Thresholds from the highest to the lowest, and the precision and the recall of each."""
    values, place = np.unique(-scores.astype(np.float64), return_inverse=True)
    said = np.cumsum(np.bincount(place))
    hits = np.cumsum(np.bincount(place, weights=true))
    below = np.append(-values[1:], 0.0)
    return (-values + below) / 2, hits / said, hits / hits[-1]
