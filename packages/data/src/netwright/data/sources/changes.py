"""Saying what changed in a folder since its dataset document was written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from netwright.data.cache_entry import Entry
from netwright.data.survey import Survey
from netwright.interfaces.errors import DataError

_SHOWN = 20


def listed(names: Sequence[str]) -> str:
    """A line for each of the first 20 names, and the number of the others."""
    more = [f"and {len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
    return "".join(f"\n    {name}" for name in [*names[:_SHOWN], *more])


def changed(now: Survey, fingerprint: str, then: Entry | None, what: str = "images") -> DataError:
    """The error for a folder that is no longer what its dataset document describes.

    Args:
        now: What the folder holds.
        fingerprint: The document's.
        then: What the folder held, where the cache still knows.
        what: What its files are called, in the plural.
    """
    if then is None:
        message, places = f"{_counts(now.fingerprint, fingerprint)}.", {}
    else:
        differences = _differences(now, then)
        message = ", ".join(f"{len(names)} {what}" for what, names in differences.items()) + "."
        places = {what: listed(names) for what, names in differences.items()}
    return DataError(
        f"the {what} are not those that the dataset document was made from: {message}",
        folder=now.root,
        **places,
        fix=f"put the {what} back as they were, or prepare the folder anew for a new document.",
    )


def changed_file(path: Path, what: str, fingerprint: str, then: str) -> DataError:
    """The error for one file that is no longer what its dataset document describes.

    Args:
        path: The file.
        what: What its samples are called, in the plural.
        fingerprint: The file's, which ends in ``:`` and the number of samples.
        then: The document's.
    """
    return DataError(
        f"the {what} are not those that the dataset document was made from: "
        f"{_counts(fingerprint, then)}.",
        file=path,
        fix="put the file back as it was, or prepare it anew for a new document.",
    )


def _differences(now: Survey, then: Entry) -> dict[str, list[str]]:
    old = dict(zip(then.names, then.digests, strict=True))
    new = dict(zip(now.names, now.digests, strict=True))
    found = {
        "added": [name for name in new if name not in old],
        "removed": [name for name in old if name not in new],
        "changed": [name for name in new if name in old and new[name] != old[name]],
    }
    return {what: names for what, names in found.items() if names}


def _counts(now: str, then: str) -> str:
    # What follows the first fingerprint may be that of the targets.
    after, before = (text.partition("+")[0].rpartition(":")[2] for text in (now, then))
    if before == after:
        return f"there are still {after} of them, but names or contents differ"
    return f"there were {before} of them, and now there are {after}"
