"""From what a table calls images to the files in a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from netwright.data.image_files import images_below
from netwright.data.table_columns import Column
from netwright.interfaces.imaging import IMAGE_SUFFIXES
from netwright.interfaces.tabular import read_words

IMAGE_COLUMNS = ("image", "file", "filename", "file_name", "filepath", "path", "img", "id", "name")
"""Names of columns that are looked at first for names of images, in upper or lower case."""

_LOOKED_AT = 1 << 16  # bytes
_ENOUGH = 0.5
# A column called so may name many files that are gone; a number that happens to be a file's name
# does not make a table one of images.
_ENOUGH_IF_CALLED_SO = 0.1


class NamedImages:
    """The image files of a folder, by their names in a table.

    A table may name a file as it lies in the folder (``cats/1.png``), by its last part alone, or
    without its ending, as long as only one file is meant.

    Args:
        root: The folder.

    Attributes:
        files: Its image files, sorted, as names relative to it.
    """

    def __init__(self, root: Path) -> None:
        self.files = tuple(sorted(images_below(root)))
        self._by_name: dict[str, str | None] = {}
        for file in self.files:
            for name in {*_shorter(file)}:
                # None once two files could be meant.
                self._by_name[name] = None if name in self._by_name else file
        self._by_name.update((file, file) for file in self.files)

    def find(self, cell: str) -> str | None:
        """The file that a cell means, if there is one and no more."""
        return self._by_name.get(_clean(cell))

    def column(self, columns: Mapping[str, Column]) -> str | None:
        """The column that names files: by what it is called, else by most of its cells."""
        shares = {name: self._share(cells_of(column)) for name, column in columns.items()}
        called = {n.lower(): n for n, share in shares.items() if share >= _ENOUGH_IF_CALLED_SO}
        if named := [called[name] for name in IMAGE_COLUMNS if name in called]:
            return named[0]
        best = max(shares, key=shares.__getitem__)
        return best if shares[best] >= _ENOUGH else None

    def named(self, cells: Sequence[str], rows: Sequence[int]) -> tuple[str, ...]:
        """For each cell the file that it means; where there is none, a name that tells it apart."""
        return tuple(
            self.find(cell) or _clean(cell) or f"(row {row})"
            for cell, row in zip(cells, rows, strict=True)
        )

    def _share(self, cells: Sequence[str]) -> float:
        return sum(self.find(cell) is not None for cell in cells) / len(cells)


def may_name_images(path: Path) -> bool:
    """Whether a table's first lines hold the name of an image or of a column of such.

    Else there is no need to look for images: beside a table in one's home may lie a million files.
    """
    if path.suffix.lower() == ".parquet" or not path.is_file():
        return path.is_file()
    with open(path, "rb") as file:
        start = file.read(_LOOKED_AT).decode("utf-8", "replace").lower()
    words = re.split(r"\W+", start.partition("\n")[0])
    by_name = any(suffix in start for suffix in IMAGE_SUFFIXES)
    return by_name or not set(IMAGE_COLUMNS).isdisjoint(words)


def cells_of(column: Column) -> list[str]:
    """The column as text; a gap is empty."""
    return [word or "" for word in read_words(column.values)]


def _shorter(file: str) -> Iterator[str]:
    """What else a file may be called."""
    last = file.rpartition("/")[2]
    yield from {last, file.rpartition(".")[0], last.rpartition(".")[0]} - {file}
    if (stem := last.rpartition(".")[0]).isdecimal():
        yield str(int(stem))  # A table's reader takes 0007 for the number 7.


def _clean(cell: str) -> str:
    return cell.strip().replace("\\", "/").removeprefix("./")
