"""What is gathered of a whole set besides its metrics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.evaluation.batches import Batch
from netwright.inference.evaluation.decisions import said_classes
from netwright.inference.evaluation.losses import losses_of
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.target import IGNORED
from netwright.interfaces.metrics import confusion_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_CLASSES = 1000
"""A matrix of more takes more memory than the samples."""


@dataclass(frozen=True, eq=False)
class Seen:
    """One sample with what the model gave for it.

    Attributes:
        number: Which of the samples it is, from 0.
        loss: How badly it was done.
        input: As it was read.
        target: What is so, or None where that is the input.
        answer: The output that answers are made of.
        said: Of a classifier, the index of the class that was said.
    """

    number: int
    loss: float
    input: NDArray[Any]
    target: NDArray[Any] | None
    answer: NDArray[np.float32]
    said: int | None


class Worst:
    """The samples that were done worst, the worst first; of a classifier mistakes go first.

    Attributes:
        found: At most `most` of them.
        losses: float32 [N], of all samples.
    """

    def __init__(self, model: Model, samples: int, most: int = 24) -> None:
        self._model, self._most = model, most
        self.found: list[Seen] = []
        self.losses = np.zeros(samples, np.float32)

    def update(self, batch: Batch) -> None:
        """Keep the worst of those kept so far and of a batch."""
        losses = losses_of(batch, self._model)
        self.losses[batch.start : batch.start + len(losses)] = losses
        said = said_classes(batch, self._model) if self._model.task == "classification" else None
        worst = np.argsort(-losses, kind="stable")
        if said is not None:
            worst = np.lexsort((-losses, said == batch.targets))
        new = [self._seen(batch, index, losses, said) for index in worst[: self._most].tolist()]
        self.found = sorted([*self.found, *new], key=self._order)[: self._most]

    def _order(self, seen: Seen) -> tuple[bool, float]:
        return seen.said is not None and seen.said == seen.target, -seen.loss

    def _seen(
        self, batch: Batch, index: int, losses: NDArray[Any], said: NDArray[np.int64] | None
    ) -> Seen:
        return Seen(
            number=batch.start + index,
            loss=float(losses[index]),
            input=batch.inputs[index].copy(),
            target=None if batch.targets is None else np.array(batch.targets[index]),
            answer=batch.answer[index].copy(),
            said=None if said is None else int(said[index]),
        )


class Confusion:
    """How often each class was taken for each class.

    Attributes:
        matrix: int64 [K,K]: true classes down, said ones across.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self.matrix = np.zeros((len(model.labels), len(model.labels)), np.int64)

    def update(self, batch: Batch) -> None:
        """Count those of a batch: samples, or pixels that count."""
        assert batch.targets is not None
        counts = batch.targets != IGNORED if self._model.task == "segmentation" else ...
        true, said = batch.targets[counts], said_classes(batch, self._model)[counts]
        self.matrix += confusion_matrix(true.astype(np.int64), said, len(self._model.labels))


class Pairs:
    """What was said against what is so, of up to so many samples from all over.

    Attributes:
        pairs: float32 [2,K] each, the true numbers and the said ones, in the columns' own units.
    """

    def __init__(self, samples: int, most: int = 1000) -> None:
        self._step = max(1, -(-samples // most))
        self.pairs: list[NDArray[np.float32]] = []

    def update(self, batch: Batch) -> None:
        """Keep every so many."""
        assert batch.targets is not None
        rows = slice(-batch.start % self._step, None, self._step)
        self.pairs += list(np.stack([batch.targets[rows], batch.answer[rows]], axis=1))
