"""An answer as the cells that a table gets for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import TablePreprocessing
from netwright.interfaces.documents.target import Regression
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    from netwright.inference.answers.classification import Prediction
    from netwright.inference.answers.multi_label import LabelSet
    from netwright.inference.answers.reconstruction import Reconstruction
    from netwright.inference.answers.regression import Values

_BETWEEN = "|"
"""What stands between several labels in one cell, as in the tables that are trained on."""

Cells = list[Any]


class AnswerCells(NamedTuple):
    """The names of the columns that a table gets, and what gives an answer's cells for them."""

    header: tuple[str, ...]
    of: Callable[[Any], Cells]


def answer_cells(model: Model) -> AnswerCells:
    """The columns for a model that reads a table.

    Raises:
        UsageError: Its answers are no cells.
    """
    target = model.target
    if isinstance(target, Regression):
        return AnswerCells(tuple(f"predicted_{name}" for name in target.columns), _values)
    if target.task == "classification":
        return AnswerCells(("predicted", "probability"), _class)
    if target.task == "multi_label":
        shares = (f"probability_{label}" for label in model.labels)
        return AnswerCells(("predicted", *shares), _labels)
    if target.task == "autoencoding" and isinstance(model.preprocessing, TablePreprocessing):
        columns = (f"reconstructed_{column.name}" for column in model.preprocessing.columns)
        return AnswerCells(("reconstruction_error", *columns), _again)
    raise UsageError(
        f"the answers of this model ({target.task}) are no cells of a table.",
        fix="use netwright.inference.Predictor in Python.",
    )


def _class(answer: Prediction) -> Cells:
    return [answer.label, _rounded(answer.probability)]


def _labels(answer: LabelSet) -> Cells:
    return [_BETWEEN.join(answer.labels), *map(_rounded, answer.probabilities)]


def _values(answer: Values) -> Cells:
    return [_rounded(value) for value in answer.values.values()]


def _again(answer: Reconstruction) -> Cells:
    columns = (answer.columns or {}).values()
    again = [_rounded(cell) if isinstance(cell, float) else cell for cell in columns]
    return [_rounded(answer.error), *again]


def _rounded(number: float) -> str:
    """As many digits as float32 holds."""
    return f"{number:.7g}"
