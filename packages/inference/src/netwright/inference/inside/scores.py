"""The scores of a model's answers: what an explanation explains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.target import Classification, MultiLabel, Regression
from netwright.interfaces.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray


def score_output(model: Model) -> str:
    """The output of the graph that holds the scores [N,K]: logits, or a regression's values.

    Raises:
        UsageError: The model gives something else than classes, labels or numbers.
    """
    if isinstance(model.target, (Classification, MultiLabel)):
        return "logits"
    if isinstance(model.target, Regression):
        return "values"
    raise UsageError(
        f"this model does {model.task}: only of classes, labels and numbers can be told what "
        "speaks for them.",
        fix="look at its layers instead: netwright explain MODEL SAMPLE --layers",
    )


def answer_names(model: Model) -> tuple[str, ...]:
    """What the scores are of: the classes, the labels, or the columns."""
    target = model.target
    return target.columns if isinstance(target, Regression) else model.labels


def index_of(model: Model, name: str | None, scores: NDArray[Any]) -> int:
    """Which score is asked for: that of `name`, or the largest of `scores` [K].

    Raises:
        UsageError: There is none of that name.
    """
    names = answer_names(model)
    if name is None:
        return 0 if isinstance(model.target, Regression) else int(np.argmax(scores))
    if name not in names:
        what = "column" if isinstance(model.target, Regression) else "class"
        raise UsageError(f"the model knows no {what} {name!r}.", fix=did_you_mean(name, names))
    return names.index(name)


def evidence(model: Model, scores: NDArray[Any], index: int) -> NDArray[np.float64]:
    """How much speaks for one answer, [N], of scores [N,K].

    Of a class or label its log-odds, which go on growing where probabilities are as good as 1; of a
    regression its value, in its own unit.
    """
    values = scores.astype(np.float64)
    own: NDArray[np.float64] = values[:, index]
    if not isinstance(model.target, Classification) or values.shape[1] < 2:
        return own
    rest = np.delete(values, index, axis=1)
    highest = rest.max(axis=1, keepdims=True)
    others: NDArray[np.float64] = np.log(np.exp(rest - highest).sum(axis=1)) + highest[:, 0]
    return own - others
