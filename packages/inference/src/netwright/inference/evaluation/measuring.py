"""One pass over labelled samples, from which all metrics follow."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from netwright.inference.evaluation.batches import Batch, Labelled, batches_of
from netwright.inference.evaluation.meters import meter_for
from netwright.inference.predictor import Predictor


@dataclass(frozen=True)
class Evaluation:
    """How good a model is.

    Attributes:
        metrics: By name, as training has them without ``val_``; `loss` is that of the task
            (cross-entropy, or the mean squared error), whatever was trained on.
        samples: On how many samples.
    """

    metrics: dict[str, float]
    samples: int


class Watcher(Protocol):
    """Takes in what a model gives, for more than its metrics."""

    def update(self, batch: Batch) -> None:
        """One more batch; batches come in order."""


def evaluate(
    model: Predictor | str | os.PathLike[str],
    samples: Labelled,
    *,
    batch_size: int | None = None,
    watchers: Sequence[Watcher] = (),
) -> Evaluation:
    """The metrics of training on labelled samples; one batch of them is in memory at a time.

    Args:
        model: A predictor, or the path of a model file.
        samples: As `netwright.data` gives them for the model, such as `prepared.val`.
        batch_size: How many run through the model together; by default 64, or fewer where the
            output for one is large.
        watchers: Who else sees each batch.

    Raises:
        DataError: The samples are not of the shape or the dtype that the model reads.
        ModelError, DocumentError: As `Predictor` raises them.
    """
    predictor = model if isinstance(model, Predictor) else Predictor(model)
    meter = meter_for(predictor.model, len(samples.names))
    watch(predictor, samples, [meter, *watchers], batch_size)
    return Evaluation(meter.metrics(), len(samples.names))


def watch(
    predictor: Predictor,
    samples: Labelled,
    watchers: Sequence[Watcher],
    batch_size: int | None = None,
) -> None:
    """Show all samples, with what the model gives for them, to watchers. Raises as `evaluate`."""
    for batch in batches_of(predictor, samples, batch_size):
        for watcher in watchers:
            watcher.update(batch)
