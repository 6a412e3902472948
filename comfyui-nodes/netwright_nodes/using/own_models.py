"""Models by the names that the page knows them by: files of ComfyUI's own folders alone."""

from __future__ import annotations

from pathlib import Path

from netwright.interfaces.errors import ModelError, UsageError

from ..comfyui import models_folders, output_folder
from ..wiring.folders import inside


def own_model(name: str) -> Path:
    """The file of that name, in the model folders or in the output folder.

    Raises:
        UsageError: The name is a path that leads elsewhere, also by a link.
        ModelError: There is no such model.
    """
    return _there(name, [*models_folders(), output_folder()])


def removable_model(name: str) -> Path:
    """The file of that name in the model folders, to be taken away.

    Raises:
        UsageError: As `own_model`; or a link leads to the file, which may be another model's.
        ModelError: There is no such model. That of a run goes with its run.
    """
    path = _there(name, models_folders())
    if not any(folder.resolve() / name.strip() == path for folder in models_folders()):
        raise UsageError(
            f"{name!r} is a link to another place.",
            fix="remove the link itself in your file manager.",
        )
    return path


def _there(name: str, folders: list[Path]) -> Path:
    if Path(name.strip()).is_absolute():
        raise UsageError(
            "an absolute path is not opened from the page.",
            fix="put the model into ComfyUI's folder models/netwright.",
        )
    for folder in folders:
        path = inside(folder, name)
        if path.suffix == ".onnx" and path.is_file():
            return path
    raise ModelError(f"there is no model {name!r}.", fix="press R in ComfyUI for those there are.")
