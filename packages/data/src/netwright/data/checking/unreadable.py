"""Samples that were left out because they cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from netwright.data.checking.finding import Finding
from netwright.data.checking.whole_set import WholeSet
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import read_image

_SHOWN = 12


def unreadable(data: WholeSet) -> Iterator[Finding]:
    """How many there are, and why the first of them cannot be read."""
    skipped = data.document.skipped
    if skipped:
        yield Finding(
            "unreadable",
            "misleading",
            f"{len(skipped)} of {len(data) + len(skipped)} samples cannot be read.",
            "replace or remove them, or train with --skip-bad to leave them out.",
            tuple(f"{name}: {_why(data, name)}" for name in skipped[:_SHOWN]),
        )


def _why(data: WholeSet, name: str) -> str:
    image, path = data.document.preprocessing, Path(data.document.source.path) / name
    if isinstance(image, ImagePreprocessing) and path.is_file():
        try:
            read_image(path, image)
        except DataError as error:
            return error.message.rstrip(".")
    return "its target or one of its values is missing or wrong"
