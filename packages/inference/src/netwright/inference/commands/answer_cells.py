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
    from netwright.inference.answers.next_token import NextToken
    from netwright.inference.answers.reconstruction import Reconstruction
    from netwright.inference.answers.regression import Values

_BETWEEN = "|"
"""What stands between several labels in one cell, as in the tables that are trained on."""

Cells = list[Any]


class AnswerCells(NamedTuple):
    """The names of the columns that a table gets, and what gives an answer's cells for them."""

    header: tuple[str, ...]
    of: Callable[[Any], Cells]


def answer_cells(model: Model, top: int = 1) -> AnswerCells:
    """The columns for a model's answers.

    Args:
        model: The model's document.
        top: How many of the most probable labels or tokens there are cells for.

    Raises:
        UsageError: Its answers are no cells.
    """
    target = model.target
    if isinstance(target, Regression):
        return AnswerCells(tuple(f"predicted_{name}" for name in target.columns), _values)
    if target.task in ("classification", "next_token"):
        count = min(top, len(model.labels)) if model.labels else top
        return AnswerCells(_ranked_names(count), lambda answer: _ranked(answer, count))
    if target.task == "multi_label":
        shares = (f"probability_{label}" for label in model.labels)
        return AnswerCells(("predicted", *shares), _labels)
    if target.task == "autoencoding":
        table = model.preprocessing
        columns = table.columns if isinstance(table, TablePreprocessing) else ()
        again = (f"reconstructed_{column.name}" for column in columns)
        return AnswerCells(("reconstruction_error", *again), _again)
    raise UsageError(
        f"the answers of this model ({target.task}) are no cells of a table.",
        fix="use netwright.inference.Predictor in Python.",
    )


def _ranked_names(count: int) -> tuple[str, ...]:
    """`predicted` and `probability`, then `predicted_2` and `probability_2`."""
    places = ["", *(f"_{place}" for place in range(2, count + 1))]
    return tuple(f"{name}{place}" for place in places for name in ("predicted", "probability"))


def _ranked(answer: Prediction | NextToken, count: int) -> Cells:
    ranked = answer.top(count)
    ranked += [("", 0.0)] * (count - len(ranked))  # Fewer tokens than were asked for.
    return [cell for text, share in ranked for cell in (text, _rounded(share))]


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
