"""The gate that a changed model has to pass before it is written."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netwright.inference.inside.comparison import compare_probes
from netwright.inference.inside.probe import Probe
from netwright.inference.transforming.cost import cost_of
from netwright.interfaces.documents.transformation import (
    AnswerDifference,
    Form,
    MetricChange,
)
from netwright.interfaces.errors import ParityError
from netwright.interfaces.metrics.words import in_words, written

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT = 1e-3
"""The largest difference of an answer that arithmetic in another order explains."""
_LAYER_SAMPLES = 8
_INSTEAD = {
    "optimized": "keep the model as it is, and report this with it.",
    "fp16": "keep the model as it is: --to optimized changes no answer.",
    "int8": "choose --to int8-static or --to fp16.",
    "int8-static": "choose --to fp16, or give more samples to calibrate on with --data.",
}


def check_passes(
    to: Form, difference: AnswerDifference, change: MetricChange | None, tolerance: float
) -> None:
    """Refuse a changed model that is worse than it may be.

    Raises:
        ParityError: Its answers are no numbers, or the change costs more than `tolerance`; an
            optimised graph may not differ by more than 0.001 either.
    """
    if not math.isfinite(difference.max_abs_difference):
        raise ParityError(f"{to} gives answers that are no numbers.", fix=_INSTEAD[to])
    if to == "optimized" and difference.max_abs_difference > EXACT:
        raise ParityError(
            f"the optimised graph gives answers that differ by up to "
            f"{difference.max_abs_difference:.2g} (tolerance {EXACT:g}).",
            fix=_INSTEAD[to],
        )
    cost = cost_of(difference, change)
    if not cost <= tolerance:  # True for NaN.
        raise ParityError(
            f"{to} {_what_it_does(difference, change)}: a cost of {cost:.3g}, more than the "
            f"tolerance of {tolerance:g}.",
            fix=_instead(to, cost),
        )


def with_layer(error: ParityError, first: Path, second: Path, inputs: NDArray[Any]) -> ParityError:
    """The error with the first layer at which the models part, and what each gives there."""
    model = Probe(first)
    found = compare_probes(model, Probe(second, layers=model.layers), inputs[:_LAYER_SAMPLES])
    layer = found.first_divergence or max(found.layers, key=lambda layer: layer.relative)
    how = f"where they first part by over {found.tolerance:.0%}"
    if found.first_divergence is None:
        how = f"where they part most, by {layer.relative:.2%}"
    worst = layer.worst
    at = f"{worst.first:.4g} became {worst.second:.4g} at {list(worst.index)}"
    return error.within(layer=f"{layer.id} ({layer.op}), {how}: {at}")


def _what_it_does(difference: AnswerDifference, change: MetricChange | None) -> str:
    if change is not None:
        name, before, after = change.metric, change.before, change.after
        values = f"from {written(name, before)} to {written(name, after)}"
        return f"takes {in_words(name)} {values} on {change.samples:,} samples"
    if difference.agreement is not None:
        return f"says the same as the model only for {difference.agreement:.2%}"
    return f"gives answers that differ by {difference.mean_abs_difference:.3g} on average"


def _instead(to: Form, cost: float) -> str:
    if not math.isfinite(cost):
        return _INSTEAD[to]
    # Two digits, rounded up, so that the command works when it is pasted.
    unit = 10.0 ** (math.floor(math.log10(cost)) - 1)
    return f"allow it with --tolerance {math.ceil(cost / unit) * unit:.2g}; or {_INSTEAD[to]}"
