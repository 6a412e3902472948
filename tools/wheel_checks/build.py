"""Builds every sdist, and every wheel from its sdist, so that an sdist that lacks a file fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path


class CheckFailed(Exception):
    """Something that would be released does not work. The message says what."""


def build_all(folders: Iterable[Path], dist: Path) -> list[Path]:
    """Build each project once; the wheels, in the order of `folders`."""
    return [_build(folder, dist) for folder in dict.fromkeys(folders)]


def _build(folder: Path, dist: Path) -> Path:
    before = set(dist.glob("*.whl"))
    # Without --sdist or --wheel, `build` makes the wheel from the sdist that it has just made.
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(dist), str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if ended.returncode != 0:
        raise CheckFailed(f"{folder.name} does not build:\n{ended.stdout}{ended.stderr}")
    (wheel,) = set(dist.glob("*.whl")) - before
    return wheel
