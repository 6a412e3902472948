"""The repository's own environment, the folder `.venv`: where it is and what it was made from.

A record inside the folder says what was installed. It is emptied before anything is changed and
written when all is done, so that a set-up that was killed half-way is seen and done afresh.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent

Purpose = Literal["demo", "test"]

_REQUIREMENTS = {
    "demo": ("constraints.txt", "requirements-build.txt"),
    "test": ("constraints.txt", "requirements-build.txt", "requirements-dev.txt"),
}
# Settings of a user's shell that would send pip's work somewhere else than into `.venv`.
# Packages are installed without bytecode, which the first import then has to be able to write.
_MISLEADING = {
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_PYTHON",
    "PYTHONDONTWRITEBYTECODE",
}


@dataclass(frozen=True)
class Record:
    """What was installed, by which Python, for the checkout at which place.

    `installed` holds a fingerprint for each purpose; it is empty until a set-up came to its end.
    """

    root: str
    python: str
    installed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Environment:
    """The `.venv` of the checkout at `root`."""

    root: Path = ROOT

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def scripts(self) -> Path:
        """The folder that holds `python`, `netwright` and the other commands."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        return self.scripts / ("python.exe" if os.name == "nt" else "python")

    @property
    def record_file(self) -> Path:
        """What makes the folder ours; without it, it is somebody else's."""
        return self.folder / "netwright-setup.json"

    @property
    def log(self) -> Path:
        """What pip said while it was made."""
        return self.folder / "netwright-setup.log"

    @property
    def lock(self) -> Path:
        """Held while it is made; outside of it, so that it can be removed."""
        return self.root / ".nox" / "setup.lock"

    def variables(self) -> dict[str, str]:
        """The variables for commands that run in it, as if it had been activated."""
        inherited = {name: text for name, text in os.environ.items() if name not in _MISLEADING}
        path = os.pathsep.join([str(self.scripts), inherited.get("PATH", os.defpath)])
        return {**inherited, "VIRTUAL_ENV": str(self.folder), "PATH": path, "PIP_USER": "0"}

    def projects(self) -> list[Path]:
        """The pyproject.toml of each distribution in the repository, the ComfyUI pack's too."""
        found = (self.root.glob(f"{where}/pyproject.toml") for where in ("packages/*", "comfyui-*"))
        return sorted(file for files in found for file in files)

    def fingerprint(self, purpose: Purpose) -> str:
        """A hash of all the files that decide what is installed for `purpose`."""
        files = self.projects()
        files += [self.root / "tools" / name for name in _REQUIREMENTS[purpose]]
        digest = hashlib.sha256()
        for file in files:
            digest.update(file.relative_to(self.root).as_posix().encode() + b"\0")
            digest.update(file.read_bytes() + b"\0")
        return digest.hexdigest()

    def new_record(self) -> Record:
        """The record of an environment that the running Python is about to make."""
        return Record(root=str(self.root), python=platform.python_version())

    def read_record(self) -> Record | None:
        """None where there is none: the folder is absent, or somebody else's."""
        if not self.record_file.is_file():
            return None
        try:
            return Record(**json.loads(self.record_file.read_text("utf-8")))
        except (ValueError, TypeError):
            return Record(root="", python="")

    def write_record(self, record: Record) -> None:
        """Written beside and renamed: a reader sees the old record or the new one."""
        beside = self.record_file.with_suffix(".partial")
        beside.write_text(json.dumps(vars(record), indent=2) + "\n", "utf-8")
        os.replace(beside, self.record_file)
