"""What changes when files do, so that ComfyUI's cache notices it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path


def fingerprint(path: Path) -> str:
    """What changes when a file is added, removed or written; no file is opened for it."""
    digest = hashlib.sha256()
    for file in _files(path):
        status = file.stat()
        digest.update(f"{file}\n{status.st_size}\n{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    """A pattern of tar files, such as ``train-{000..009}.tar``, is looked at as its folder."""
    there = path if path.exists() else path.parent
    yield from sorted(there.rglob("*")) if there.is_dir() else [there]
