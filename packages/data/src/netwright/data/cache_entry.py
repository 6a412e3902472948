"""One entry of the cache: the decoded images of one data set, with what is known of them.

An entry is a folder:

    images.npy   uint8 [N,H,W,C] ([N,H,W] of masks)
    sums.npy     uint64 [N,2,C], the statistics of any split at no cost (pixels by class of masks)
    entry.json   the N file names with a hash of each, those that cannot be decoded, where the
                 files were and how they were read

Where the images would take more than the cache may hold, the entry has none: every image is still
decoded once, since that alone finds broken files and gives the statistics, and then again each
time that it is asked for.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netwright.data.cache_room import ABOUT, HELD, mark_used
from netwright.data.decoding import decode_into
from netwright.data.file_holds import Hold, hold
from netwright.data.readings import Reading, reading_of
from netwright.data.rows import MappedRows, Rows
from netwright.data.streaming import StreamedImages
from netwright.data.survey import OnProgress, Survey

WITHOUT_IMAGES = "-streamed"
"""How the names of such entries end."""
ABOUT_BYTES = 300
"""What an image takes in the other files, about: its name, a hash, the sums."""


@dataclass(frozen=True, eq=False)
class Entry:
    """The decoded images of one data set.

    Attributes:
        folder: The data folder.
        reading: How its images are read.
        images: The file of uint8 [N,...], or None where they are decoded when asked for.
        names: N file names, relative to the data folder; row i of `images` is `names[i]`.
        digests: For each name, a hash of the file's content.
        unreadable: Names that cannot be decoded, with the reason; their rows are zero.
        sums: uint64 [N,...], the reading's own; of images `pixel_sums`, [N,2,C].
        held: What keeps `images` from being removed until someone uses it.
    """

    folder: Path
    reading: Reading
    images: Path | None
    names: tuple[str, ...]
    digests: tuple[str, ...]
    unreadable: dict[str, str]
    sums: NDArray[np.uint64]
    held: Hold | None

    def rows(self, rows: NDArray[np.int64]) -> Rows:
        """The images in these rows; while they are in use, they stay in the cache."""
        if self.images is None:
            names = tuple(self.names[row] for row in rows.tolist())
            return StreamedImages(self.folder, names, self.reading)
        return MappedRows(self.images, rows)


def open_entry(place: Path) -> Entry | None:
    """The entry in that folder, from now on the one last used; None where there is no sound one."""
    images = None if place.name.endswith(WITHOUT_IMAGES) else place / HELD
    try:
        held = hold(images) if images else None
        about = json.loads((place / ABOUT).read_bytes())
        sums = np.load(place / "sums.npy")
        entry = Entry(
            folder=Path(about["folder"]),
            reading=reading_of(about["reading"]),
            images=images,
            names=tuple(about["names"]),
            digests=tuple(about["digests"]),
            unreadable=about["unreadable"],
            sums=sums,
            held=held,
        )
        rows = len(np.load(images, mmap_mode="r")) if images else len(sums)
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        return None
    if not len(entry.names) == len(entry.digests) == len(sums) == rows:
        return None
    mark_used(place)
    return entry


def fill_entry(
    folder: Path,
    survey: Survey,
    reading: Reading,
    on_progress: OnProgress | None,
    *,
    with_images: bool,
) -> None:
    """Decode the files of `survey` into an entry in `folder`. Raises OSError as writing does."""
    unreadable = decode_into(
        folder, survey.root, survey.names, reading, on_progress, with_images=with_images
    )
    about = {
        "folder": str(survey.root),
        "reading": reading.as_dict(),
        "names": survey.names,
        "digests": survey.digests,
        "unreadable": unreadable,
    }
    (folder / ABOUT).write_text(json.dumps(about), encoding="utf-8")
    # On the disk before the rename, so that a power cut cannot leave an entry of zeros.
    for path in folder.iterdir():
        with open(path, "r+b") as file:
            os.fsync(file.fileno())
