"""Files that a command is asked to write."""

from __future__ import annotations

from pathlib import Path

from netwright.interfaces.errors import UsageError


def check_free(out: Path, *, force: bool) -> None:
    """Raise UsageError where a folder, or without `force` a file, is in the way."""
    if out.is_dir():
        raise UsageError("a folder is in the way.", path=out, fix="choose another name.")
    if out.exists() and not force:
        raise UsageError(
            "a file is in the way.", path=out, fix="choose another name, or add --force."
        )
