"""What has to be in a wheel, and what must not be."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from wheel_checks.distributions import Distribution


def problems_of(wheel: Path, distribution: Distribution) -> list[str]:
    """All that is wrong with the files of `wheel`, one line each."""
    with zipfile.ZipFile(wheel) as archive:
        files = [
            info.filename for info in archive.infolist() if info.file_size or _may_be_empty(info)
        ]
    return [f"{wheel.name}: {problem}" for problem in _problems(files, distribution)]


def _may_be_empty(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith(("py.typed", "__init__.py"))


def _problems(files: Sequence[str], distribution: Distribution) -> list[str]:
    package = distribution.module.replace(".", "/")
    wanted = [f"{package}/py.typed", "*.dist-info/licenses/LICENSE", *distribution.contents]
    missing = [
        f"lacks {pattern}"
        for pattern in wanted
        if not any(fnmatch(file, pattern) for file in files)
    ]
    return missing + [problem for file in files if (problem := _unwanted(file, package))]


def _unwanted(file: str, package: str) -> str | None:
    parts = file.split("/")
    if {"tests", "__pycache__"} & set(parts) or fnmatch(parts[-1], "test_*.py"):
        return f"holds {file}, which is of no use to those who install it"
    if file == "netwright/__init__.py":
        return f"holds {file}, which hides the other packages of the namespace"
    if not file.startswith(f"{package}/") and ".dist-info/" not in file:
        return f"holds {file}, which is outside of {package}"
    return None
