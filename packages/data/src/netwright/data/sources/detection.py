"""From a path to the source that it stands for."""

from __future__ import annotations

import os
from pathlib import Path

from netwright.data.asked import Asked
from netwright.interfaces.documents.source import AnySource, ImageFolder, UnlabelledImages


def source_at(path: str | Path, asked: Asked) -> AnySource:
    """The source at a path, told by what is there and by the task that is asked for."""
    root = Path(os.path.abspath(path))
    if asked.task == "autoencoding":
        return UnlabelledImages(path=root.as_posix())
    return ImageFolder(path=root.as_posix())
