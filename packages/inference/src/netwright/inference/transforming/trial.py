"""Trying a changed model out against the one that it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from netwright.inference.evaluation import evaluate
from netwright.inference.predictor import Predictor
from netwright.inference.transforming.answers_apart import answers_apart
from netwright.inference.transforming.cost import deciding_metric
from netwright.inference.transforming.gate import check_passes, with_layer
from netwright.inference.transforming.trial_data import TrialData
from netwright.interfaces.documents.transformation import AnswerDifference, Form, MetricChange
from netwright.interfaces.errors import ParityError


@dataclass(frozen=True)
class Trial:
    """What was found.

    Attributes:
        difference: How far the answers are apart.
        change: What became of the metric that decides; None without labels.
        before: All metrics of the model, as `evaluate` gives them; empty without labels.
        after: Those of the changed one.
    """

    difference: AnswerDifference
    change: MetricChange | None
    before: dict[str, float]
    after: dict[str, float]


def try_out(model: Path, changed: Path, to: Form, data: TrialData, tolerance: float) -> Trial:
    """Run both models on the samples, and let the changed one pass or not.

    Raises:
        ParityError: It is worse than `tolerance` allows; the error names the first layer at fault.
    """
    first, second = Predictor(model), Predictor(changed)
    difference = answers_apart(first, second, data.inputs)
    before, after = _metrics(first, data), _metrics(second, data)
    change = _change(deciding_metric(first.model), before, after, data)
    try:
        check_passes(to, difference, change, tolerance)
    except ParityError as error:
        located = with_layer(error, model, changed, data.inputs)
        raise located.within(model=model, data=data.name) from None
    return Trial(difference, change, before, after)


def _metrics(model: Predictor, data: TrialData) -> dict[str, float]:
    return {} if data.labelled is None else evaluate(model, data.labelled).metrics


def _change(
    metric: str, before: dict[str, float], after: dict[str, float], data: TrialData
) -> MetricChange | None:
    if data.labelled is None:
        return None
    return MetricChange(
        metric=metric,
        before=before[metric],
        after=after[metric],
        samples=len(data.labelled.names),
        data=data.name,
    )
