"""What data sets were when a run last read them: their sizes are known then without reading."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from netwright.interfaces.documents import Dataset

_MOST = 64
_Key = tuple[Any, ...]

_read: OrderedDict[_Key, Dataset] = OrderedDict()
_lock = threading.Lock()


def note_read(path: Path, asked: Mapping[str, Any], document: Dataset) -> None:
    """Remember the document of data that were read, in this process.

    Args:
        path: Where they lie.
        asked: How they were to be read.
        document: What came of it.
    """
    with _lock:
        _read[_key(path, asked)] = document
        _read.move_to_end(_key(path, asked))
        while len(_read) > _MOST:
            _read.popitem(last=False)


def read_before(path: Path, asked: Mapping[str, Any]) -> Dataset | None:
    """The document of those data, if they were read in the same way before."""
    with _lock:
        return _read.get(_key(path, asked))


def _key(path: Path, asked: Mapping[str, Any]) -> _Key:
    return (str(path), *sorted(asked.items()))
