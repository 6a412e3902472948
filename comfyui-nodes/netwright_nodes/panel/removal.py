"""Taking away what a person does not want any more: first out of sight, whole, then for good."""

from __future__ import annotations

import secrets
from pathlib import Path

from netwright.data.file_holds import remove_unless_held
from netwright.interfaces.errors import ModelError, RunError, UsageError

from ..training.run_names import run_folder
from ..using.own_models import removable_model


def remove_run(name: str) -> None:
    """Remove a run's folder.

    Raises:
        UsageError: It is no name of a run, or a link, which may lead anywhere.
        RunError: There is no such run; it is training now; or a file of it is open.
    """
    folder = run_folder(name)
    _refuse_link(folder)
    if not remove_unless_held(folder, "events.jsonl", aside(folder)):
        raise RunError(
            f"the run {name!r} is training now, or one of its files is open.",
            folder=folder,
            fix="stop it, or close what shows its files, and delete it again.",
        )


def remove_model(name: str) -> None:
    """Remove a model's file from the model folders.

    Raises:
        UsageError: The name leads elsewhere, or by a link.
        ModelError: There is no such model there, such as one of a run; or the file is open.
    """
    path = removable_model(name)
    try:
        path.unlink()
    except OSError as error:
        raise ModelError(
            f"the model {name!r} cannot be deleted: {error.strerror}.",
            file=path,
            fix="close what has it open, and delete it again.",
        ) from None


def _refuse_link(path: Path) -> None:
    """Raise UsageError for what is a link: what it leads to is not ours to take away."""
    if path.is_symlink():
        raise UsageError(
            f"{path.name!r} is a link to another place.",
            fix="remove the link itself in your file manager.",
        )


def aside(path: Path) -> Path:
    """A name beside it that nothing has, and that no list shows."""
    return path.with_name(f".{path.name}.deleted-{secrets.token_hex(4)}")
