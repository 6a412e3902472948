"""A document as a file, for what reads files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netwright.interfaces.documents import Dataset


@contextmanager
def written_document(dataset: Dataset) -> Iterator[Path]:
    """The path of a file that holds the document while the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dataset.json"
        dataset.write(path)
        yield path
