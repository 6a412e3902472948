"""All models at a glance: of runs, and of the model folders. Weights are not read for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from netwright.inference.model_file import read_model_document
from netwright.interfaces.documents import ImagePreprocessing, Model
from netwright.interfaces.errors import NetwrightError
from netwright.interfaces.metrics.words import in_words, written
from netwright.training.headlines import headlines

from ..comfyui import models_folders
from ..routes.messages.models import ModelsTold, ModelTold
from ..training.run_names import runs_folder
from .stamps import KeptByStamp, short_stamp

MOST_MODELS = 2000
_MOST_LABELS = 12

_kept: KeptByStamp[ModelTold] = KeptByStamp(MOST_MODELS)


class _File(NamedTuple):
    name: str
    run: str
    path: Path
    status: os.stat_result


def model_rows(known: str = "") -> ModelsTold:
    """The models that are there, the newest first.

    Args:
        known: The stamp of what the page has; where it is still so, no models are told.
    """
    files = sorted(_files(), key=lambda file: file.status.st_mtime, reverse=True)
    rows = tuple(map(_row, files[:MOST_MODELS]))
    stamp = short_stamp("".join(row.model_dump_json() for row in rows))
    more = max(0, len(files) - MOST_MODELS)
    return ModelsTold(stamp=stamp, models=None if stamp == known else rows, more=more)


def _files() -> Iterator[_File]:
    """Links are left out: they may lead anywhere."""
    if runs_folder().is_dir():
        for run in _folders(runs_folder()):
            name = f"netwright/runs/{run.name}/model.onnx"
            yield from _file(name, run.name, Path(run.path) / "model.onnx")
    for folder in models_folders():
        for at, below, names in os.walk(folder):
            below[:] = [name for name in below if not name.startswith(".")]
            for name in names:
                if name.endswith(".onnx") and not name.startswith("."):
                    path = Path(at) / name
                    yield from _file(path.relative_to(folder).as_posix(), "", path)


def _folders(place: Path) -> list[os.DirEntry[str]]:
    with os.scandir(place) as found:
        own = [entry for entry in found if entry.is_dir(follow_symlinks=False)]
    return [entry for entry in own if not entry.name.startswith(".")]


def _file(name: str, run: str, path: Path) -> Iterator[_File]:
    try:
        if not path.is_symlink() and path.is_file():
            yield _File(name, run, path, path.stat())
    except OSError:
        return  # It was taken away at this moment.


def _row(file: _File) -> ModelTold:
    stamp = (file.status.st_mtime_ns, file.status.st_size)
    return _kept.get(str(file.path), stamp, lambda: _read(file))


def _read(file: _File) -> ModelTold:
    about = {"bytes": file.status.st_size, "changed": file.status.st_mtime}
    try:
        model = read_model_document(file.path)
    except (NetwrightError, OSError) as error:
        message = error.message if isinstance(error, NetwrightError) else str(error)
        return ModelTold(name=file.name, run=file.run, error=message, **about)
    return ModelTold(
        name=file.name,
        run=file.run,
        task=model.task,
        reads=_reads(model),
        looks=isinstance(model.preprocessing, ImagePreprocessing),
        labels=model.labels[:_MOST_LABELS],
        more_labels=max(0, len(model.labels) - _MOST_LABELS),
        metric=_metric(model),
        **about,
    )


def _reads(model: Model) -> str:
    reading = model.preprocessing
    if isinstance(reading, ImagePreprocessing):
        return f"{reading.width} × {reading.height} {reading.mode}"
    return f"{reading.kind} {' × '.join(map(str, reading.raw_shape))}"


def _metric(model: Model) -> str:
    found = next(iter(headlines(model.metrics).items()), None)
    if found is None:
        loss = model.metrics.get("val_loss")
        return "" if loss is None else f"{in_words('loss')} {written('loss', loss)}"
    return f"{in_words(found[0])} {written(*found)}"
