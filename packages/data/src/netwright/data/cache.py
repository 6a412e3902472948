"""Decoded images on the disk: every image of a data set is decoded and resized once.

An entry (see `netwright.data.cache_entry`) is a folder, named after the content and the reading
that it holds. It is filled beside its place and renamed into it, so that it is there whole or not
at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import platformdirs

from netwright.data.cache_entry import (
    ABOUT_BYTES,
    WITHOUT_IMAGES,
    Entry,
    fill_entry,
    open_entry,
)
from netwright.data.cache_room import make_room, partial_folder
from netwright.data.readings import Reading
from netwright.data.survey import OnProgress, Survey
from netwright.interfaces.errors import DataError

# To be raised when the same files and preprocessing give other pixels, or an entry's files change.
_VERSION = 4


def cache_folder(cache: str | Path | None = None) -> Path:
    """Where entries lie: `cache`, or ``$NETWRIGHT_CACHE``, or the user's own cache folder."""
    chosen = cache or os.environ.get("NETWRIGHT_CACHE")
    root = chosen or platformdirs.user_cache_dir("netwright", appauthor=False)
    return Path(os.path.abspath(os.path.expanduser(root))) / "images"


def find_entry(folder: Path, fingerprint: str, reading: Reading) -> Entry | None:
    """The entry for this content and reading, or None where there is no sound one."""
    place = folder / _key(fingerprint, reading)
    return open_entry(place) or open_entry(_without_images(place))


def cached(
    folder: Path,
    survey: Survey,
    reading: Reading,
    on_progress: OnProgress | None = None,
) -> Entry:
    """The entry for the files of `survey`, made now where there is none.

    Two processes may make the same entry at once: the first to end leaves it to both.

    Args:
        folder: What `cache_folder` gives.
        survey: The files.
        reading: What each becomes.
        on_progress: Told of every image that is decoded.

    Raises:
        DataError: The cache cannot be written: the disk is full, or the folder is not ours.
        UsageError: ``$NETWRIGHT_CACHE_LIMIT`` holds no size.
    """
    place = folder / _key(survey.fingerprint, reading)
    entry = open_entry(place) or _made(place, survey, reading, on_progress)
    # The same content may have lain elsewhere when the entry was made.
    return replace(entry, folder=survey.root, reading=reading)


def _made(place: Path, survey: Survey, reading: Reading, on_progress: OnProgress | None) -> Entry:
    pixels = len(survey.names) * int(np.prod(reading.shape))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        fits = make_room(place.parent, pixels + len(survey.names) * ABOUT_BYTES)
    except OSError as error:
        raise _not_written(place.parent, pixels, error) from None
    if not fits:
        place, pixels = _without_images(place), 0
        if entry := open_entry(place):
            return entry
    partial = partial_folder(place)
    try:
        partial.mkdir()
        fill_entry(partial, survey, reading, on_progress, with_images=fits)
        _put(partial, place)
    except OSError as error:
        raise _not_written(place.parent, pixels, error) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    if entry := open_entry(place):
        return entry
    raise DataError(
        "the cache entry cannot be read back.",
        folder=place,
        fix="remove that folder and start again.",
    )


def _key(fingerprint: str, reading: Reading) -> str:
    content = json.dumps([_VERSION, fingerprint, reading.as_dict()], sort_keys=True)
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def _without_images(place: Path) -> Path:
    return place.with_name(place.name + WITHOUT_IMAGES)


def _put(partial: Path, place: Path) -> None:
    try:
        os.rename(partial, place)
    except OSError:
        if open_entry(place):
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
