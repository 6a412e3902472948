"""Decoded images on the disk: every image of a data set is decoded and resized once.

An entry is a folder, named after the content and the preprocessing that it holds:

    images.npy   uint8 [N,H,W,C], to be memory-mapped
    sums.npy     uint64 [N,2,C], the statistics of any split at no cost
    entry.json   the N file names with a hash of each, those that cannot be decoded, where the
                 files were and how they were read

It is filled beside its place and renamed into it, so that it is there whole or not at all. Where
the images would take more than the cache may hold, the entry has none: every image is still
decoded once, since that alone finds broken files and gives the statistics, and then again each
time that it is asked for.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from numpy.typing import NDArray

from netwright.data.cache_room import (
    ABOUT,
    HELD,
    make_room,
    mark_used,
    partial_folder,
)
from netwright.data.decoding import decode_into
from netwright.data.file_holds import Hold, hold
from netwright.data.rows import MappedRows, Rows
from netwright.data.streaming import StreamedImages
from netwright.data.survey import OnProgress, Survey
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.errors import DataError

# To be raised when the same files and preprocessing give other pixels, or an entry's files change.
_VERSION = 2
_WITHOUT_IMAGES = "-streamed"
_ABOUT_BYTES = 300
"""An image in the other files, about: its name, a hash, the sums."""


@dataclass(frozen=True, eq=False)
class Entry:
    """The decoded images of one data set.

    Attributes:
        folder: The data folder.
        preprocessing: How its images are read.
        images: The file of uint8 [N,H,W,C], or None where they are decoded when asked for.
        names: N file names, relative to the data folder; row i of `images` is `names[i]`.
        digests: For each name, a hash of the file's content.
        unreadable: Names that cannot be decoded, with the reason; their rows are zero.
        sums: uint64 [N,2,C], see `pixel_sums`.
        held: What keeps `images` from being removed until someone uses it.
    """

    folder: Path
    preprocessing: ImagePreprocessing
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
            return StreamedImages(self.folder, names, self.preprocessing)
        return MappedRows(self.images, rows)


def cache_folder(cache: str | Path | None = None) -> Path:
    """Where entries lie: `cache`, or ``$NETWRIGHT_CACHE``, or the user's own cache folder."""
    chosen = cache or os.environ.get("NETWRIGHT_CACHE")
    root = chosen or platformdirs.user_cache_dir("netwright", appauthor=False)
    return Path(os.path.abspath(os.path.expanduser(root))) / "images"


def find_entry(folder: Path, fingerprint: str, preprocessing: ImagePreprocessing) -> Entry | None:
    """The entry for this content and preprocessing, or None where there is no sound one."""
    place = folder / _key(fingerprint, preprocessing)
    return _open(place) or _open(_without_images(place))


def cached(
    folder: Path,
    survey: Survey,
    preprocessing: ImagePreprocessing,
    on_progress: OnProgress | None = None,
) -> Entry:
    """The entry for the files of `survey`, made now where there is none.

    Two processes may make the same entry at once: the first to end leaves it to both.

    Args:
        folder: What `cache_folder` gives.
        survey: The files.
        preprocessing: How to read them; its mean and std do not matter.
        on_progress: Told of every image that is decoded.

    Raises:
        DataError: The cache cannot be written: the disk is full, or the folder is not ours.
        UsageError: ``$NETWRIGHT_CACHE_LIMIT`` holds no size.
    """
    place = folder / _key(survey.fingerprint, preprocessing)
    entry = _open(place) or _made(place, survey, preprocessing, on_progress)
    # The same content may have lain elsewhere when the entry was made.
    return replace(entry, folder=survey.root, preprocessing=preprocessing)


def _made(
    place: Path, survey: Survey, preprocessing: ImagePreprocessing, on_progress: OnProgress | None
) -> Entry:
    pixels = len(survey.names) * int(np.prod(preprocessing.shape))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        fits = make_room(place.parent, pixels + len(survey.names) * _ABOUT_BYTES)
    except OSError as error:
        raise _not_written(place.parent, pixels, error) from None
    if not fits:
        place, pixels = _without_images(place), 0
        if entry := _open(place):
            return entry
    partial = partial_folder(place)
    try:
        partial.mkdir()
        _fill(partial, survey, preprocessing, on_progress, with_images=fits)
        _put(partial, place)
    except OSError as error:
        raise _not_written(place.parent, pixels, error) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    if entry := _open(place):
        return entry
    raise DataError(
        "the cache entry cannot be read back.",
        folder=place,
        fix="remove that folder and start again.",
    )


def _key(fingerprint: str, preprocessing: ImagePreprocessing) -> str:
    content = json.dumps([_VERSION, fingerprint, _reading(preprocessing)], sort_keys=True)
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def _reading(preprocessing: ImagePreprocessing) -> dict[str, object]:
    return preprocessing.model_dump(mode="json", exclude={"mean", "std"})


def _without_images(place: Path) -> Path:
    return place.with_name(place.name + _WITHOUT_IMAGES)


def _open(place: Path) -> Entry | None:
    images = None if place.name.endswith(_WITHOUT_IMAGES) else place / HELD
    try:
        held = hold(images) if images else None
        about = json.loads((place / ABOUT).read_bytes())
        sums = np.load(place / "sums.npy")
        entry = Entry(
            folder=Path(about["folder"]),
            preprocessing=_as_read(about["reading"]),
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


def _as_read(reading: dict[str, Any]) -> ImagePreprocessing:
    channels = len(reading["mode"])
    return ImagePreprocessing(**reading, mean=(0.0,) * channels, std=(1.0,) * channels)


def _fill(
    partial: Path,
    survey: Survey,
    preprocessing: ImagePreprocessing,
    on_progress: OnProgress | None,
    *,
    with_images: bool,
) -> None:
    unreadable = decode_into(
        partial, survey.root, survey.names, preprocessing, on_progress, with_images=with_images
    )
    about = {
        "folder": str(survey.root),
        "reading": _reading(preprocessing),
        "names": survey.names,
        "digests": survey.digests,
        "unreadable": unreadable,
    }
    (partial / ABOUT).write_text(json.dumps(about), encoding="utf-8")
    # On the disk before the rename, so that a power cut cannot leave an entry of zeros.
    for path in partial.iterdir():
        with open(path, "r+b") as file:
            os.fsync(file.fileno())


def _put(partial: Path, place: Path) -> None:
    try:
        os.rename(partial, place)
    except OSError:
        if _open(place):
            return  # Another process was first; its entry holds the same.
        if not place.exists():
            raise
        shutil.rmtree(place)  # A broken one is in the way.
        os.rename(partial, place)


def _not_written(folder: Path, size: int, error: OSError) -> DataError:
    return DataError(
        f"the decoded images cannot be cached: {error.strerror or error}.",
        folder=folder,
        fix=f"free {size / 1e6:,.0f} MB there, or set NETWRIGHT_CACHE to a folder on another disk.",
    )
