"""Taking away what a person does not want any more."""

from __future__ import annotations

from netwright.interfaces.errors import ModelError, UsageError

from ..training.discarding import discard
from ..training.run_names import run_folder
from ..using.own_models import removable_model


def remove_run(name: str) -> None:
    """Remove a run's folder: first out of sight, whole, then for good.

    Raises:
        UsageError: It is no name of a run, or a link, which may lead anywhere.
        RunError: There is no such run; it is training now; or a file of it is open.
    """
    folder = run_folder(name)
    if folder.is_symlink():
        raise UsageError(
            f"{name!r} is a link to another place.",
            fix="remove the link itself in your file manager.",
        )
    discard(name)


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
