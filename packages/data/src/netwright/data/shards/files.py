"""Samples in tar files, one after the other; nothing of a file is kept but the sample in hand."""

from __future__ import annotations

import glob
import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from netwright.data.extras import needed
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import IMAGE_SUFFIXES


class ShardSample(NamedTuple):
    """One sample, not decoded.

    Attributes:
        name: What the files of the sample are called in the tar file, without their endings.
        place: Its number in the tar file, from 0.
        image: The bytes of the image file.
        label: Its class as a word; whole numbers are written without a point.
    """

    name: str
    place: int
    image: bytes
    label: str


def shard_files(pattern: str) -> list[Path]:
    """The tar files of a pattern with braces (``train-{000..099}.tar``) or stars, in order.

    Raises:
        DataError: There is none, or one of those that the braces name is missing.
        UsageError: webdataset is not installed.
    """
    _webdataset()
    from braceexpand import braceexpand

    # They are opened here, as files: webdataset itself would run what follows `pipe:`.
    found = [
        Path(os.path.abspath(path))
        for part in braceexpand(pattern)
        for path in (sorted(glob.glob(part)) if glob.has_magic(part) else [part])
    ]
    for path in found:
        if not path.is_file():
            raise DataError("there is no such tar file.", file=path, fix="check the pattern.")
    if not found:
        raise DataError(
            f"no tar file is called {pattern!r}.",
            fix="check the pattern, such as data/train-{000000..000099}.tar or data/train-*.tar.",
        )
    return found


def read_samples(path: Path, label: str = "label") -> Iterator[ShardSample]:
    """The samples of a tar file, in its order.

    Args:
        path: The file.
        label: The key of the class in a sample's ``.json``.

    Raises:
        DataError: The file is no tar file or is cut short; a sample lacks its image or its class.
        UsageError: webdataset is not installed.
    """
    iterators = _webdataset()
    try:
        with open(path, "rb") as stream:
            files = iterators.tar_file_expander([{"url": str(path), "stream": stream}])
            for place, sample in enumerate(iterators.group_by_keys(files)):
                yield _sample(path, place, sample, label)
    except (tarfile.TarError, OSError, ValueError) as error:
        raise DataError(
            f"the tar file cannot be read: {error.args[0] if error.args else error}.",
            file=path,
            fix="make or fetch it anew.",
        ) from None


def _sample(path: Path, place: int, sample: Mapping[str, Any], label: str) -> ShardSample:
    name = str(sample["__key__"])
    image = next((sample[key] for key in sample if f".{key}" in IMAGE_SUFFIXES), None)
    if image is None:
        endings = ", ".join(key for key in sample if not key.startswith("__")) or "none"
        raise DataError(
            f"a sample has no image; its endings are: {endings}.",
            file=path,
            sample=name,
            fix="add the image to the tar file, beside the sample's other files.",
        )
    found = _label(sample, label)
    if found is None:
        raise DataError(
            "a sample has no class.",
            file=path,
            sample=name,
            fix=f'add {name}.cls that holds it, or {name}.json with {{"{label}": ...}}.',
        )
    return ShardSample(name, place, image, found)


def _label(sample: Mapping[str, Any], label: str) -> str | None:
    if "cls" in sample:
        return sample["cls"].decode("utf-8", "replace").strip() or None
    try:
        found = json.loads(sample.get("json", b"{}"))
    except ValueError:
        return None
    value = found.get(label) if isinstance(found, dict) else None
    return None if value is None else str(value)


def _webdataset() -> Any:
    # Imported where it is used: it takes torch along.
    return needed("webdataset.tariterators", extra="shards", to="read tar files of samples")
