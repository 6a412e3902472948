"""An answer as a person reads it on one line, and as another program does."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from netwright.inference.commands.answer_cells import answer_cells
from netwright.inference.commands.result_file import utf8_stdout
from netwright.inference.terminal_text import padded, printable, width
from netwright.interfaces.documents.model import Model

if TYPE_CHECKING:
    from netwright.inference.answers.classification import Prediction
    from netwright.inference.answers.multi_label import LabelSet
    from netwright.inference.answers.next_token import NextToken
    from netwright.inference.answers.reconstruction import Reconstruction
    from netwright.inference.answers.regression import Values
    from netwright.inference.answers.segmentation import Mask

# Beyond this a long path moves its own line to the right, not all of them.
_WIDEST_NAME = 60


class Line(Protocol):
    """Writes the line for a sample's name and its answer."""

    def __call__(self, name: str, answer: Any, **more: str) -> str:
        """The line; `more` is for programs alone."""


def columns(model: Model, names: list[str], top: int) -> Line:
    """Writes ``name  label  97.1 %``, all lines under each other."""
    name_width = max((w for w in map(width, names) if w <= _WIDEST_NAME), default=0)
    describe = _describer(model, top)

    def line(name: str, answer: Any, **more: str) -> str:
        return "  ".join([padded(printable(name), name_width), *describe(answer)])

    return line


def json_lines(model: Model, top: int) -> Line:
    """Writes one JSON object, in UTF-8."""
    utf8_stdout()
    options = json_options(model, top)

    def line(name: str, answer: Any, **more: str) -> str:
        content = {**answer.to_dict(**options), "path": name, **more}
        return json.dumps(content, ensure_ascii=False)

    return line


def json_options(model: Model, top: int) -> dict[str, int]:
    """What an answer's `to_dict` is told."""
    return {"top": top} if model.task in ("classification", "next_token") else {}


def csv_lines(model: Model, top: int, delimiter: str) -> tuple[str, Line]:
    """The head line of a table, and what writes its other lines.

    Raises:
        UsageError: The model's answers are no cells of a table.
    """
    cells = answer_cells(model, top)

    def joined(row: list[Any]) -> str:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator="").writerow(row)
        return text.getvalue()

    def line(name: str, answer: Any, **more: str) -> str:
        return joined([name, *cells.of(answer)])

    return joined(["path", *cells.header]), line


def _describer(model: Model, top: int) -> Callable[[Any], list[str]]:
    if model.task == "classification":
        label_width = max(width(printable(label)) for label in model.labels)
        return lambda answer: _classes(answer, top, label_width)
    if model.task == "next_token":
        return lambda answer: _tokens(answer, top)
    by_task: dict[str, Callable[[Any], list[str]]] = {
        "multi_label": _labels,
        "regression": _values,
        "segmentation": _shares,
        "autoencoding": _error,
    }
    return by_task.get(model.task, lambda answer: [])


def _classes(answer: Prediction, top: int, label_width: int) -> list[str]:
    return [
        f"{padded(printable(label), label_width)}  {_percent(share)}"
        for label, share in answer.top(top)
    ]


def _tokens(answer: NextToken, top: int) -> list[str]:
    return [f"{text!r}  {_percent(share)}" for text, share in answer.top(top)]


def _labels(answer: LabelSet) -> list[str]:
    shares = dict(zip(answer.known, answer.probabilities, strict=True))
    found = [f"{printable(label)}  {_percent(shares[label])}" for label in answer.labels]
    return found or ["(no label)"]


def _values(answer: Values) -> list[str]:
    return [f"{printable(name)}  {value:.6g}" for name, value in answer.values.items()]


def _shares(answer: Mask) -> list[str]:
    return [f"{printable(label)}  {_percent(share)}" for label, share in answer.shares().items()]


def _error(answer: Reconstruction) -> list[str]:
    return [f"error  {answer.error:.4g}"]


def _percent(share: float) -> str:
    return f"{100 * share:5.1f} %"
