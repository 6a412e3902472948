"""A folder with torch and what torch needs, for the clean environments to share.

torch takes gigabytes, so it is not installed once more for each of them. The folder holds hard
links to files of the running environment: only those of torch, torchvision and the distributions
that torch asks for. It is put on the path of a clean environment, whose pip sees them as installed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# torchvision asks for numpy and pillow as well; a package that uses these has to say so itself.
SHARED = ("torch", "torchvision")
NOT_SHARED = {"numpy", "pillow"}


def share_torch(folder: Path) -> Path:
    """Fill `folder` with links to torch and its requirements; they take no space of their own."""
    for name in sorted(requirements_of(SHARED) - NOT_SHARED):
        _link_files(distribution(name), folder)
    return folder


def requirements_of(names: tuple[str, ...]) -> set[str]:
    """The names of the distributions that are installed for `names`, these included."""
    found: set[tuple[str, str]] = set()
    waiting = [(name, "") for name in names]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(_requirements(*one))
    return {name for name, _ in found}


def _requirements(name: str, extra: str) -> Iterator[tuple[str, str]]:
    """What `name[extra]` asks for on this machine: pairs of a name and an extra, '' for none."""
    for text in distribution(name).requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            needed = canonicalize_name(requirement.name)
            yield needed, ""
            yield from ((needed, wanted) for wanted in requirement.extras)


def _link_files(source: Distribution, folder: Path) -> None:
    for file in source.files or ():
        if ".." in file.parts or file.suffix == ".pyc":
            continue
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        _link(Path(str(source.locate_file(file))), target)


def _link(source: Path, target: Path) -> None:
    if target.exists() or not source.exists():
        return
    try:
        os.link(source, target)
    except OSError:
        # Another file system, or one without links.
        shutil.copy2(source, target)
