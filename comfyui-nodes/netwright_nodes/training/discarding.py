"""Removing a run for good."""

from __future__ import annotations

import secrets
import time

from netwright.data.file_holds import remove_unless_held
from netwright.interfaces.errors import RunError

from .run_names import run_folder, runs_folder

_TRIES, _SECONDS_BETWEEN = 20, 0.05


class Discarded(Exception):
    """The person wants nothing of this training."""


def discard(name: str) -> None:
    """Remove the folder of a run, which is there whole or not at all.

    Raises:
        UsageError: It is no name of a run, but leads elsewhere.
        RunError: There is no such run, or a process trains it or writes to it.
    """
    folder, beside = run_folder(name), runs_folder().parent
    for _ in range(_TRIES):  # Whoever asks whether it goes on holds it for a moment too.
        aside = beside / f".{name}.removed-{secrets.token_hex(4)}"
        if remove_unless_held(folder, "events.jsonl", aside):
            return
        time.sleep(_SECONDS_BETWEEN)
    raise RunError(
        f"the run {name!r} is in use, so it is not removed.",
        folder=folder,
        fix="stop what trains it or has its files open, and remove it then.",
    )
