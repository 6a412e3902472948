"""Decoded images on the disk: every image of a data set is decoded and resized once.

An entry is a folder, named after the content and the preprocessing that it holds:

    images.npy   uint8 [N,H,W,C], to be memory-mapped
    sums.npy     uint64 [N,2,C], the statistics of any split at no cost
    entry.json   the N file names with a hash of each, and those that cannot be decoded

It is filled beside its place and renamed into it, so that it is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray

from netwright.data.decoding import decode_into
from netwright.data.survey import OnProgress, Survey
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.errors import DataError

# To be raised when the same files and preprocessing give other pixels, or an entry's files change.
_VERSION = 1
_PARTIAL = ".partial-"
_PARTIAL_IS_OLD_AFTER = 24 * 3600.0  # seconds


@dataclass(frozen=True, eq=False)
class Entry:
    """The decoded images of one data set.

    Attributes:
        images: The file of uint8 [N,H,W,C].
        names: N file names, relative to the data folder; row i of `images` is `names[i]`.
        digests: For each name, a hash of the file's content.
        unreadable: Names that cannot be decoded, with the reason; their rows are zero.
        sums: uint64 [N,2,C], see `pixel_sums`.
    """

    images: Path
    names: tuple[str, ...]
    digests: tuple[str, ...]
    unreadable: dict[str, str]
    sums: NDArray[np.uint64]


def cache_folder(cache: str | Path | None = None) -> Path:
    """Where entries lie: `cache`, or ``$NETWRIGHT_CACHE``, or the user's own cache folder."""
    chosen = cache or os.environ.get("NETWRIGHT_CACHE")
    root = chosen or platformdirs.user_cache_dir("netwright", appauthor=False)
    return Path(os.path.abspath(os.path.expanduser(root))) / "images"


def find_entry(folder: Path, fingerprint: str, preprocessing: ImagePreprocessing) -> Entry | None:
    """The entry for this content and preprocessing, or None where there is no sound one."""
    return _open(folder / _key(fingerprint, preprocessing))


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
    """
    place = folder / _key(survey.fingerprint, preprocessing)
    if entry := _open(place):
        return entry
    partial = folder / f".{place.name}{_PARTIAL}{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        partial.mkdir()
        _fill(partial, survey, preprocessing, on_progress)
        _put(partial, place)
    except OSError as error:
        raise _not_written(folder, len(survey.names), preprocessing, error) from None
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
    reading = preprocessing.model_dump(mode="json", exclude={"mean", "std"})
    content = json.dumps([_VERSION, fingerprint, reading], sort_keys=True)
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def _open(place: Path) -> Entry | None:
    try:
        about = json.loads((place / "entry.json").read_bytes())
        sums = np.load(place / "sums.npy")
        images = np.load(place / "images.npy", mmap_mode="r")
        if not len(about["names"]) == len(about["digests"]) == len(sums) == len(images):
            return None
        return Entry(
            images=place / "images.npy",
            names=tuple(about["names"]),
            digests=tuple(about["digests"]),
            unreadable=about["unreadable"],
            sums=sums,
        )
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        return None


def _fill(
    partial: Path,
    survey: Survey,
    preprocessing: ImagePreprocessing,
    on_progress: OnProgress | None,
) -> None:
    unreadable = decode_into(partial, survey.root, survey.names, preprocessing, on_progress)
    about = {"names": survey.names, "digests": survey.digests, "unreadable": unreadable}
    (partial / "entry.json").write_text(json.dumps(about), encoding="utf-8")
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


def _sweep(folder: Path) -> None:
    """Remove what killed processes left, once it is too old to belong to a running one."""
    for partial in folder.glob(f".*{_PARTIAL}*"):
        try:
            changed = max(path.stat().st_mtime for path in (partial, *partial.iterdir()))
        except OSError:
            continue  # Its process has just ended.
        if time.time() - changed > _PARTIAL_IS_OLD_AFTER:
            shutil.rmtree(partial, ignore_errors=True)


def _not_written(
    folder: Path, count: int, preprocessing: ImagePreprocessing, error: OSError
) -> DataError:
    channels, height, width = preprocessing.shape
    megabytes = count * channels * height * width / 1e6
    return DataError(
        f"the decoded images cannot be cached: {error.strerror or error}.",
        folder=folder,
        fix=f"free {megabytes:,.0f} MB there, or set NETWRIGHT_CACHE to a folder on another disk.",
    )
