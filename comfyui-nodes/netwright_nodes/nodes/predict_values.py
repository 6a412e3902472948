"""What a model says to rows of a table, to arrays or to texts."""

from __future__ import annotations

import csv
import json
from typing import Any

from netwright.interfaces.documents import ArrayPreprocessing, Model, TablePreprocessing
from netwright.interfaces.errors import DataError, UsageError

from ..comfyui import io
from ..using.opened import opened
from ..using.scores import said, told_of
from ..wiring import sockets
from ..wiring.showing import shown


class PredictValues(io.ComfyNode):
    """Runs typed values through a model and shows its answers."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightPredictValues",
            display_name="Predict values",
            category="Netwright/Use",
            description="Runs rows of a table, arrays or texts through a trained model, and shows "
            "what it says to each.",
            inputs=[
                sockets.Model.Input("model"),
                io.String.Input(
                    "values",
                    default="",
                    multiline=True,
                    tooltip="For a table: a line with the columns' names, then a line a row, with "
                    "commas. For arrays: JSON, a line a sample. For texts: a line a text.",
                ),
            ],
            outputs=[io.String.Output("answers_out", display_name="answers", tooltip="As JSON.")],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, model: str, values: str) -> Any:
        predictor = opened(model)
        answers = [*predictor.predict(_samples(values, predictor.model))]
        lines = "\n".join(said(answer, predictor.model) for answer in answers)
        told = [told_of(answer) for answer in answers]
        return io.NodeOutput(json.dumps(told, ensure_ascii=False), ui=shown(cls, lines))


def _samples(values: str, model: Model) -> list[Any]:
    lines = [line for line in values.splitlines() if line.strip()]
    samples: list[Any] = lines
    if isinstance(model.preprocessing, TablePreprocessing):
        samples = _rows(lines)
    elif isinstance(model.preprocessing, ArrayPreprocessing):
        samples = [*map(_array, lines)]
    if not samples:
        raise UsageError("there are no values.", fix="write a line for each sample.")
    return samples


def _rows(lines: list[str]) -> list[dict[str, str]]:
    head, *rows = csv.reader(lines, skipinitialspace=True) if lines else [[]]
    for number, row in enumerate(rows, 1):
        if len(row) != len(head):
            raise DataError(
                f"expected {len(head)} cells, as in the head line, but {len(row)} came.",
                row=number,
                fix="put cells that hold a comma into double quotes.",
            )
    return [dict(zip(head, row, strict=True)) for row in rows]


def _array(line: str) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(
            f"{line!r} is no JSON: {error}.", fix="write such as [0.5, 1.0]."
        ) from None
