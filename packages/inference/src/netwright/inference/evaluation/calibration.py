"""Whether a model is right as often as it is sure, and the temperature that makes it so.

Temperature scaling: one number that all logits are divided by, so that no answer changes but its
probability (Guo, Pleiss, Sun and Weinberger, 2017).
"""

from __future__ import annotations

import numpy as np

from netwright.inference.evaluation.batches import Batch
from netwright.inference.evaluation.choices import Choices, choices_in
from netwright.inference.evaluation.meters.scores import log_softmax
from netwright.interfaces.documents.model import Calibration, Model
from netwright.interfaces.errors import DataError
from netwright.interfaces.metrics import Reliability

_SHARPEST, _FLATTEST = 1 / 64, 64.0
_HALVINGS = 60


class ReliabilityMeter:
    """How often a model is right, by how sure it is.

    Attributes:
        bins: What was gathered.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self.bins = Reliability.of(np.empty(0), np.empty(0, bool))

    def update(self, batch: Batch) -> None:
        """Take in a batch."""
        self.bins += reliability_of(choices_in(batch, self._model))


def reliability_of(choices: Choices, temperature: float = 1.0) -> Reliability:
    """The bins of choices, whose logits are divided by a temperature."""
    shares = np.exp(log_softmax(choices.logits / temperature, axis=1))
    return Reliability.of(shares.max(axis=1), shares.argmax(axis=1) == choices.true)


def calibrated(choices: Choices, samples: int) -> Calibration:
    """The temperature that suits choices best, with the error that it leaves.

    The error is measured on each half of the choices with the temperature of the other half.

    Args:
        choices: Their logits are as the graph gives them, at a temperature of 1.
        samples: How many samples they are of.

    Raises:
        DataError: No temperature is best: all choices are right, or the model knows nothing.
    """
    temperature = fit_temperature(choices)
    halves = [Choices(choices.logits[start::2], choices.true[start::2]) for start in (0, 1)]
    left = _left_over(halves, temperature)
    return Calibration(temperature=temperature, samples=samples, expected_error=left)


def _left_over(halves: list[Choices], of_all: float) -> float:
    try:
        first, second = (fit_temperature(half) for half in halves)
    except DataError:  # A half may be too few to have a mistake in it.
        first = second = of_all
    bins = reliability_of(halves[0], second) + reliability_of(halves[1], first)
    return bins.expected_error()


def fit_temperature(choices: Choices) -> float:
    """The temperature at which the cross-entropy is least.

    It is convex in 1 / temperature, so that halving finds where its slope is 0.

    Raises:
        DataError: There is none: all choices are right, or it would be more than 64.
    """
    low, high = 1 / _FLATTEST, 1 / _SHARPEST
    if (choices.logits.argmax(axis=1) == choices.true).all():
        raise DataError(
            "there is no best temperature: the surer the model, the better, as all of these "
            f"{len(choices.true):,} answers are right.",
            fix="give more samples, or harder ones.",
        )
    if _slope(choices, low) > 0:
        raise DataError(
            "there is no best temperature: the model knows nothing of these samples.",
            fix="check that their labels are right and that they are of what it was trained on.",
        )
    for _ in range(_HALVINGS):
        middle = float(np.sqrt(low * high))
        if _slope(choices, middle) < 0:
            low = middle
        else:
            high = middle
    return float(f"{1 / high:.6g}")


def _slope(choices: Choices, sharpness: float) -> float:
    """Of the cross-entropy, along 1 / temperature."""
    logits, true = choices
    shares = np.exp(log_softmax(logits * np.float32(sharpness), axis=1))
    expected = (shares * logits).sum(axis=1)
    return float((expected - logits[np.arange(len(true)), true]).mean())
