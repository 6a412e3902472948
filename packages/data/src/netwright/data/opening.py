"""Data by a path alone, whether it is the data themselves or a dataset document of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from netwright.data.preparation import load, prepare
from netwright.data.samples import Prepared
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.errors import UsageError

_OF_BOTH = frozenset({"cache"})


def is_document(path: str | Path) -> bool:
    """Whether a path names a dataset document rather than data."""
    return Path(path).suffix.lower() == ".json"


def open_data(path: str | Path, *, on_progress: OnProgress | None = None, **asked: Any) -> Prepared:
    """What `prepare` gives for a path; or, for a dataset document (.json), what `load` gives.

    Args:
        path: A folder or file of data, or a dataset document.
        on_progress: As for `prepare`.
        asked: Other arguments of `prepare`.

    Raises:
        DataError, DocumentError: As `prepare` and `load`.
        UsageError: A document is asked to be read in another way than it says.
    """
    if not is_document(path):
        return prepare(path, on_progress=on_progress, **asked)
    if further := [name for name in asked if name not in _OF_BOTH]:
        raise UsageError(
            f"a dataset document says itself how its data are read, but {', '.join(further)} came.",
            file=path,
            fix="leave that out, or name the data themselves.",
        )
    return load(Dataset.read(path), on_progress=on_progress, **asked)
