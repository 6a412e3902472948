"""The scores of a model's answers: what an explanation explains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.inside.probe import Probe
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.target import Classification, MultiLabel, Regression
from netwright.interfaces.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Answer:
    """One answer of a model to one sample.

    Attributes:
        index: Which of the scores is its.
        name: The class, label or column.
        probability: Of a class or label, 0 to 1; of a regression the value.
    """

    index: int
    name: str
    probability: float


class Scores:
    """The scores that a model gives.

    Attributes:
        output: The output of the graph that they are, [N,K].
    """

    def __init__(self, probe: Probe) -> None:
        """Look for them. Raises UsageError where there are neither classes, labels nor numbers."""
        self._probe, self._model = probe, probe.model
        self.output = _output(probe.model)

    def answer(self, raw: NDArray[Any], name: str | None) -> Answer:
        """The answer that is asked for, to a raw input [1,...].

        Args:
            raw: The raw input.
            name: The class, label or column; None takes the class or label that most speaks for, or
                the first column.

        Raises:
            UsageError: There is none of that name.
        """
        target = self._model.target
        numbers = isinstance(target, Regression)
        names = target.columns if isinstance(target, Regression) else self._model.labels
        shown = self.output if numbers else "probabilities"
        given = self._probe.values([self.output, shown], raw)
        if name is None:
            index = 0 if numbers else int(np.argmax(given[self.output][0]))
        elif name in names:
            index = names.index(name)
        else:
            what = "column" if numbers else "class"
            raise UsageError(f"the model knows no {what} {name!r}.", fix=did_you_mean(name, names))
        return Answer(index, names[index], float(given[shown][0][index]))

    def evidence(self, answer: Answer) -> Callable[[NDArray[Any]], NDArray[np.float64]]:
        """Measures how much speaks for an answer, [N], of raw inputs [N,...].

        Of a class or label that are its log-odds, which go on growing where probabilities are as
        good as 1; of a regression its value, in its own unit.
        """

        def measured(raw: NDArray[Any]) -> NDArray[np.float64]:
            scores = self._probe.values([self.output], raw)[self.output].astype(np.float64)
            if isinstance(self._model.target, Classification):
                return _log_odds(scores, answer.index)
            own: NDArray[np.float64] = scores[:, answer.index]
            return own

        return measured


def _output(model: Model) -> str:
    if isinstance(model.target, (Classification, MultiLabel)):
        return "logits"
    if isinstance(model.target, Regression):
        return "values"
    raise UsageError(
        f"this model does {model.task}: only of classes, labels and numbers can be told what "
        "speaks for them.",
        fix="look at its layers instead: netwright explain MODEL SAMPLE --layers",
    )


def _log_odds(logits: NDArray[np.float64], index: int) -> NDArray[np.float64]:
    own: NDArray[np.float64] = logits[:, index]
    rest = np.delete(logits, index, axis=1)
    if not rest.shape[1]:
        return own
    highest = rest.max(axis=1)
    others = np.log(np.exp(rest - highest[:, np.newaxis]).sum(axis=1)) + highest
    odds: NDArray[np.float64] = own - others
    return odds
