"""From what a table calls images to the files in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from netwright.data.image_files import images_below

IMAGE_COLUMNS = ("image", "file", "filename", "file_name", "filepath", "path", "img", "id", "name")
"""Names of columns that are looked at first for names of images, in upper or lower case."""

_ENOUGH = 0.5


class NamedImages:
    """The image files of a folder, by their names in a table.

    A table may name a file as it lies in the folder (``cats/1.png``), by its last part alone, or
    without its ending, as long as only one file is meant.

    Args:
        root: The folder.
    """

    def __init__(self, root: Path) -> None:
        self.files = tuple(sorted(images_below(root)))
        self._by_name: dict[str, str | None] = {}
        for file in self.files:
            last = file.rpartition("/")[2]
            for name in {file, last, file.rpartition(".")[0], last.rpartition(".")[0]} - {file}:
                # None once two files could be meant.
                self._by_name[name] = None if name in self._by_name else file
        self._by_name.update((file, file) for file in self.files)

    def find(self, cell: str) -> str | None:
        """The file that a cell means, if there is one and no more."""
        return self._by_name.get(_clean(cell))

    def column(self, columns: dict[str, list[str]]) -> str | None:
        """The column that names files: by what it is called, else by most of its cells."""
        shares = {name: self._share(cells) for name, cells in columns.items()}
        named = [n for n in IMAGE_COLUMNS for name in columns if name.lower() == n and shares[name]]
        if named:
            return next(name for name in columns if name.lower() == named[0])
        best = max(shares, key=shares.__getitem__, default=None)
        return best if best is not None and shares[best] >= _ENOUGH else None

    def named(self, cells: Sequence[str], rows: Sequence[int]) -> tuple[str, ...]:
        """For each cell the file that it means; where there is none, a name that tells it apart."""
        return tuple(
            self.find(cell) or _clean(cell) or f"(row {row})"
            for cell, row in zip(cells, rows, strict=True)
        )

    def _share(self, cells: Sequence[str]) -> float:
        return sum(self.find(cell) is not None for cell in cells) / max(1, len(cells))


def _clean(cell: str) -> str:
    return cell.strip().replace("\\", "/").removeprefix("./")
