"""The lowest versions that the packages allow: what they declare has to be what works."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

# Versions as old as the lower bounds have no wheels for a Python newer than these.
_PYTHONS = ("3.10", "3.11", "3.12")


def old_python() -> tuple[str, str] | None:
    """The oldest Python of this machine that old versions have wheels for: its path and version."""
    for version in _PYTHONS:
        own = f"{sys.version_info.major}.{sys.version_info.minor}" == version
        found = sys.executable if own else shutil.which(f"python{version}")
        # A version manager may leave a file of that name that only says what to install.
        if found and subprocess.run([found, "--version"], capture_output=True).returncode == 0:
            return found, version
    return None


def lowest_versions(projects: Iterable[Path], python: str) -> list[str]:
    """The direct requirements of projects at their lower bounds, as `name==version`.

    Siblings are left out: they are released together, and the wheels just built are meant.
    """
    pins: dict[str, str] = {}
    for project in projects:
        declared = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
        for requirement in map(Requirement, declared.get("dependencies", ())):
            if _applies(requirement, python) and not requirement.name.startswith("netwright"):
                pins[requirement.name] = f"{requirement.name}=={_lower_bound(requirement)}"
    return sorted(pins.values())


def _applies(requirement: Requirement, python: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"python_version": python})


def _lower_bound(requirement: Requirement) -> str:
    for specifier in requirement.specifier:
        if specifier.operator in (">=", "==", "~="):
            return specifier.version
    raise ValueError(f"{requirement} has no lower bound, so nobody knows what it works with")
