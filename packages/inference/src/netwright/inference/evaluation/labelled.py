"""Labelled data for a model, by a path alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.source import LabelledImages, TableFile
from netwright.interfaces.documents.target import names_of
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    from netwright.data.judging import Judged, Part
    from netwright.data.survey import OnProgress

_DOCUMENT = "dataset.json"


def open_labelled(
    model: Model,
    model_path: str | os.PathLike[str],
    data: str | os.PathLike[str] | None = None,
    *,
    target: Sequence[str] = (),
    part: Part | None = None,
    skip_bad: bool = False,
    on_progress: OnProgress | None = None,
) -> Judged:
    """The samples at a path as a model reads them; see `netwright.data.judged_by`.

    Args:
        model: The model's document.
        model_path: Where its file is. The ``dataset.json`` of its run, beside it, says which
            columns of a table are predicted where none are named.
        data: A folder, a file or a dataset document; by default that of the run.
        target: The columns of a table that hold what is so.
        part: Which samples of the data's split.
        skip_bad: Leave out samples that cannot be read.
        on_progress: Told how far the reading is.

    Raises:
        DataError: The data cannot be read, or have a label that the model does not know.
        UsageError: They are of another kind than the model reads; or none are named and there is
            no ``dataset.json``.
    """
    # Here, as it reads far more than a model does.
    from netwright.data.judging import judged_by

    document = Path(model_path).parent / _DOCUMENT
    return judged_by(
        data_of(model_path, data),
        model.target,
        model.preprocessing,
        columns=target or None,
        usual=_usual(model, document),
        part=part,
        skip_bad=skip_bad,
        on_progress=on_progress,
    )


def data_of(model_path: str | os.PathLike[str], data: str | os.PathLike[str] | None) -> Path | str:
    """The data to evaluate on: what was named, or the dataset document beside the model.

    Raises:
        UsageError: There is none.
    """
    if data is not None:
        return os.fspath(data)
    document = Path(model_path).parent / _DOCUMENT
    if not document.is_file():
        raise UsageError(
            f"no data are named, and there is no {_DOCUMENT} of a run beside the model.",
            model=model_path,
            fix=f"netwright evaluate {model_path} DATA",
        )
    return document


def _usual(model: Model, document: Path) -> tuple[str, ...]:
    if document.is_file():
        source = Dataset.read(document).source
        if isinstance(source, (TableFile, LabelledImages)):
            return source.targets
    return names_of(model.target) if model.task in ("regression", "multi_label") else ()
