"""Names that are typed into nodes, as files in the folders that they may lie in."""

from __future__ import annotations

import os
from pathlib import Path

from netwright.interfaces.errors import UsageError

from ..comfyui import output_folder

ANYWHERE = "NETWRIGHT_WRITE_ANYWHERE"
"""Set to 1, this variable lets nodes write to absolute paths too: on a machine of one's own."""


def to_write(name: str) -> Path:
    """The path in ComfyUI's output folder that a node is to write.

    Raises:
        UsageError: It would lie elsewhere, and the person who runs ComfyUI has not allowed that.
    """
    path = Path(name.strip()).expanduser()
    if path.is_absolute() and os.environ.get(ANYWHERE) == "1":
        return path
    return inside(output_folder(), name)


def inside(folder: Path, name: str) -> Path:
    """The path that `name` means in `folder`.

    Raises:
        UsageError: It would lie elsewhere, or says nothing.
    """
    name = name.strip().replace("\\", "/")
    path = (folder / name).resolve()
    outside = path == folder.resolve() or not path.is_relative_to(folder.resolve())
    # A drive or a sign that Windows knows no file by is refused everywhere: workflows travel.
    if not name or outside or set(name) & set(':*?"<>|'):
        raise UsageError(
            f"{name!r} is not the name of a file in this folder.",
            folder=folder,
            fix="write a name such as my-network, without .. and without a drive.",
        )
    return path


def inside_or_absolute(folder: Path, name: str) -> Path:
    """An absolute path as it is, for what is only read; any other one in `folder`.

    Raises:
        UsageError: A path that is not absolute leads out of the folder, or says nothing.
    """
    path = Path(name.strip()).expanduser()
    return path if path.is_absolute() else inside(folder, name)
