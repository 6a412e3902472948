"""Images, arrays and texts whose answers are a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

from netwright.inference.batches import Unread
from netwright.inference.commands.answer_lines import Line, columns, csv_lines, json_lines
from netwright.inference.commands.failures import Failures
from netwright.inference.commands.pairing import paired
from netwright.inference.commands.progress import ProgressBar
from netwright.inference.commands.result_file import (
    check_out,
    delimiter_for,
    is_json,
    written,
)
from netwright.inference.input_files import ARRAYS, IMAGES, TEXTS
from netwright.interfaces.documents.model import Model
from netwright.interfaces.errors import DataError

if TYPE_CHECKING:
    from netwright.inference.predictor import Predictor

_KINDS = {"image": IMAGES, "array": ARRAYS, "text": TEXTS}


def predict_lines(
    predictor: Predictor,
    inputs: list[str],
    *,
    top: int,
    as_json: bool,
    array: str | None,
    out: Path | None,
    force: bool,
) -> None:
    """Write a line for each sample.

    Args:
        predictor: What answers.
        inputs: Files, folders and patterns.
        top: How many of the most probable labels or tokens are shown.
        as_json: Whether lines are JSON.
        array: Which of an .npz file's arrays holds the samples.
        out: Where to write a table or JSON lines to, whole or not at all; None prints the lines.
        force: Whether what is there is replaced.

    Raises:
        UsageError: Something is in the way of `out`, or it has no ending of a table.
    """
    as_json = is_json(out, as_json)
    check_out(out, as_json=as_json, force=force)
    model, failures = predictor.model, Failures()
    kind = model.preprocessing.kind
    paths = failures.expanded(inputs, _KINDS[kind])
    if kind == "array":
        # How many a file holds is known once it is read.
        names = [f"{path}[00]" for path in paths]
        samples = _rows(paths, array, failures)
    else:
        names = paths
        samples = _files(paths, kind)
    if not paths:
        failures.end()
    with written(out) as file, ProgressBar(None if kind == "array" else len(paths)) as progress:
        line = _line(model, names, top, as_json, out, file)
        for name, outcome in paired(predictor, samples):
            if isinstance(outcome, Unread):
                failures.tell(_at(name, outcome.error))
            else:
                typer.echo(line(name, outcome), file=file)
            progress.step()
    failures.end()


def _line(
    model: Model, names: list[str], top: int, as_json: bool, out: Path | None, file: TextIO
) -> Line:
    if as_json:
        return json_lines(model, top)
    if out is None:
        return columns(model, names, top)
    head, line = csv_lines(model, top, delimiter_for(out))
    typer.echo(head, file=file)
    return line


def _files(paths: Iterable[str], kind: str) -> Iterator[tuple[str, Any]]:
    # Of a str, a model that reads text takes the characters themselves.
    return ((path, Path(path) if kind == "text" else path) for path in paths)


def _rows(paths: Iterable[str], array: str | None, failures: Failures) -> Iterator[tuple[str, Any]]:
    from netwright.inference.array_files import read_array_file

    for path in paths:
        try:
            samples = read_array_file(path, array)
        except DataError as error:
            failures.tell(error)
            continue
        for index, sample in enumerate(samples if samples.ndim else samples[None]):
            yield f"{path}[{index}]", sample


def _at(name: str, error: DataError) -> DataError:
    return error if "file" in error.places else error.within(file=name)
