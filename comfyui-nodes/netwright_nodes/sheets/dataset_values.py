"""From a dataset document to the values of the node Dataset: the way back of what it asks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from netwright.data.split_words import words_of
from netwright.interfaces.documents import Dataset
from netwright.interfaces.documents.preprocessing import ImagePreprocessing, TextPreprocessing

from ..comfyui import input_folder

_OTHERS = frozenset({"torchvision", "shards"})
"""Sources that the node does not tell by a path in the input folder."""


def dataset_values(dataset: Dataset) -> dict[str, Any] | None:
    """The widgets' values; None for data outside ComfyUI's input folder, or of another kind."""
    path = name_in_input(Path(dataset.source.path))
    if path is None or dataset.source.kind in _OTHERS or _is_of_bytes(dataset):
        return None
    return {
        "path": path,
        "task": dataset.target.task,
        "target": ", ".join(getattr(dataset.source, "targets", ())),
        "skip_bad": bool(dataset.skipped),
        **_split(dataset.split),
        **_reading(dataset),
    }


def name_in_input(path: Path) -> str | None:
    """The path from ComfyUI's input folder on; None for one that lies elsewhere."""
    folder, whole = input_folder().resolve(), path.resolve()
    if whole == folder or not whole.is_relative_to(folder):
        return None
    return whole.relative_to(folder).as_posix()


def _is_of_bytes(dataset: Dataset) -> bool:
    """Whether texts are read by the byte, which the node does not ask for."""
    return getattr(dataset.preprocessing, "unit", "character") == "byte"


def _split(split: Any) -> dict[str, Any]:
    share = {n: getattr(split, n) for n in ("val_fraction", "seed") if hasattr(split, n)}
    return {"split": words_of(split), **share}


def _reading(dataset: Dataset) -> dict[str, Any]:
    reading = dataset.preprocessing
    if isinstance(reading, ImagePreprocessing):
        size = {"width": reading.width, "height": reading.height}
        return {**size, "mode": reading.mode, "fit": reading.fit}
    if isinstance(reading, TextPreprocessing):
        return {"length": reading.length}
    return {}
