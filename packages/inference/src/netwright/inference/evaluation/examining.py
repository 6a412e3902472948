"""All that an evaluation finds in one pass: metrics, tables, calibration, the worst samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from netwright.inference.evaluation.batches import Labelled
from netwright.inference.evaluation.calibration import ReliabilityMeter
from netwright.inference.evaluation.choices import KeptChoices
from netwright.inference.evaluation.measuring import Watcher, watch
from netwright.inference.evaluation.meters import Meter, meter_for
from netwright.inference.evaluation.meters.classification import ClassificationMeter
from netwright.inference.evaluation.meters.multi_label import MultiLabelMeter
from netwright.inference.evaluation.meters.numbers import RegressionMeter
from netwright.inference.evaluation.meters.segmentation import SegmentationMeter
from netwright.inference.evaluation.thresholds import ThresholdMeter
from netwright.inference.evaluation.watching import MOST_CLASSES, Confusion, Pairs, Worst
from netwright.inference.predictor import Predictor
from netwright.interfaces.documents.model import Model, thresholds_of


class ClassRow(NamedTuple):
    """How a class or a label fared; shares are 0 to 1, and NaN where it never is."""

    label: str
    support: int
    precision: float
    recall: float
    f1: float
    iou: float


class ColumnRow(NamedTuple):
    """How near numbers came, in the column's own unit."""

    column: str
    mae: float
    rmse: float
    r2: float


@dataclass(frozen=True, eq=False)
class Examination:
    """What was found; a part is None where the task has none.

    Attributes:
        model: What the model says about itself.
        names: The samples' names.
        meter: The metrics.
        worst: The samples that were done worst.
        confusion: How often each class was taken for each class.
        reliability: Whether the model is right as often as it is sure.
        thresholds: The probabilities that thresholds are chosen by.
        choices: Logits that a temperature is fitted on, where it was asked for.
        pairs: Numbers that were said and that are so.
    """

    model: Model
    names: tuple[str, ...]
    meter: Meter
    worst: Worst
    confusion: Confusion | None
    reliability: ReliabilityMeter | None
    thresholds: ThresholdMeter | None
    choices: KeptChoices | None
    pairs: Pairs | None

    def classes(self) -> list[ClassRow]:
        """A row a class or label; none where there are none."""
        if not isinstance(self.meter, (ClassificationMeter, MultiLabelMeter, SegmentationMeter)):
            return []
        counts = self.meter.counts
        columns = (counts.precision(), counts.recall(), counts.f1(), counts.iou())
        return [
            ClassRow(label, int(counts.true[i]), *(float(column[i]) for column in columns))
            for i, label in enumerate(self.model.labels)
        ]

    def columns(self) -> list[ColumnRow]:
        """A row a column of numbers; none where there are none."""
        if not isinstance(self.meter, RegressionMeter):
            return []
        sums = self.meter.sums()
        columns = zip(self.meter.columns, sums.mae(), sums.rmse(), sums.r2(), strict=True)
        return [ColumnRow(name, *map(float, numbers)) for name, *numbers in columns]


def examine(
    predictor: Predictor,
    samples: Labelled,
    *,
    batch_size: int | None = None,
    with_choices: bool = False,
    watchers: Sequence[Watcher] = (),
) -> Examination:
    """Look at all samples once; one batch of them is in memory at a time.

    Args:
        predictor: The model.
        samples: As for `evaluate`.
        batch_size: As for `evaluate`.
        with_choices: Whether logits are kept for a temperature: at most 16 MB.
        watchers: Who else sees each batch.

    Raises:
        DataError, ModelError: As `evaluate`.
    """
    model, count = predictor.model, len(samples.names)
    is_sure = bool(model.labels) or model.task == "next_token"
    one_class = model.task in ("classification", "segmentation")
    found = Examination(
        model=model,
        names=samples.names,
        meter=meter_for(model, count),
        worst=Worst(model, count),
        confusion=Confusion(model) if one_class and len(model.labels) <= MOST_CLASSES else None,
        reliability=ReliabilityMeter(model) if is_sure else None,
        thresholds=ThresholdMeter(model, count) if thresholds_of(model.target) else None,
        choices=KeptChoices(model, count) if is_sure and with_choices else None,
        pairs=Pairs(count) if model.task == "regression" else None,
    )
    watch(predictor, samples, [*_watchers(found), *watchers], batch_size)
    return found


def _watchers(found: Examination) -> Iterator[Watcher]:
    parts = (found.confusion, found.reliability, found.thresholds, found.choices, found.pairs)
    yield found.meter
    yield found.worst
    yield from (part for part in parts if part is not None)
