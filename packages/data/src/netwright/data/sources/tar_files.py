"""Tar files of samples: told by a pattern such as data/train-{000..009}.tar, or by a folder."""

from __future__ import annotations

import glob
import os
from pathlib import Path

from netwright.interfaces.documents.source import Shards
from netwright.interfaces.errors import UsageError

_SUFFIX = ".tar"
_IN_FOLDERS = (("*train*.tar", "*val*.tar"), ("train/*.tar", "val/*.tar"))


def shards_named(pattern: str) -> Shards | None:
    """The source of a pattern of tar files to train on, if it is one.

    Those to validate on lie beside them: the same name with ``val`` for ``train`` and anything
    after it.

    Raises:
        UsageError: The name does not hold ``train``, or nothing is there to validate on.
    """
    if not pattern.lower().endswith(_SUFFIX):
        return None
    train = Path(os.path.abspath(pattern))
    before, found, _ = train.name.partition("train")
    val = f"{glob.escape(train.parent.as_posix())}/{before}val*.tar"
    if not found or not glob.glob(val):
        raise UsageError(
            "there are no tar files to validate on."
            if found
            else "which tar files are to be validated on cannot be told from this name.",
            path=pattern,
            fix="call the tar files train-000.tar, ... and val-000.tar, ..., in one folder; or in "
            "Python give prepare a netwright.interfaces.documents.Shards(path=..., val=...).",
        )
    return Shards(path=train.as_posix(), val=val)


def shards_in(folder: Path) -> Shards | None:
    """The source of a folder with tar files to train and to validate on, if it is one."""
    root = glob.escape(folder.as_posix())
    for train, val in _IN_FOLDERS:
        if glob.glob(f"{root}/{train}") and glob.glob(f"{root}/{val}"):
            return Shards(path=f"{root}/{train}", val=f"{root}/{val}")
    return None
