"""Installs one wheel alone in a clean environment and uses it there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wheel_checks.build import CheckFailed
from wheel_checks.distributions import Distribution

TAIL_LINES = 30


@dataclass(frozen=True)
class CleanEnvironment:
    """A new environment without even pip; the running environment's pip installs into it."""

    folder: Path

    @property
    def python(self) -> str:
        return str(self._scripts / "python")

    @property
    def netwright(self) -> str:
        return str(self._scripts / "netwright")

    @property
    def _scripts(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def create(self, path_entry: Path | None = None, python: str = sys.executable) -> None:
        """Make it, with one more folder on its path where `path_entry` is given."""
        self.call([python, "-m", "venv", "--without-pip", str(self.folder)])
        if path_entry is not None:
            where = "import sysconfig; print(sysconfig.get_path('purelib'))"
            site_packages = Path(self.call([self.python, "-c", where]).strip())
            (site_packages / "shared.pth").write_text(f"{path_entry}\n", "utf-8")

    def install(self, requirements: Sequence[str], constraints: Path) -> None:
        """Install with all dependencies, as a user's pip does."""
        pip = [sys.executable, "-m", "pip", "--python", self.python, "install", "--quiet"]
        pip += ["--disable-pip-version-check", "--no-compile", "--only-binary", ":all:"]
        self.call([*pip, "--constraint", str(constraints), *requirements])

    @property
    def megabytes(self) -> float:
        """What its files take, links left out."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return sum(path.stat().st_size for path in files if not path.is_symlink()) / 1e6

    def call(self, command: Sequence[str]) -> str:
        """Run `command` outside of the checkout and give what it printed. Raises CheckFailed."""
        inherited = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
        self.folder.mkdir(parents=True, exist_ok=True)
        ended = subprocess.run(
            command,
            cwd=self.folder,
            env={**inherited, "PYTHONUTF8": "1", "TYPER_STANDARD_TRACEBACK": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        if ended.returncode != 0:
            shown = " ".join([Path(command[0]).name, *command[1:]])
            output = (ended.stdout + ended.stderr).splitlines()[-TAIL_LINES:]
            raise CheckFailed("\n".join([f"`{shown}` ended with {ended.returncode}:", *output]))
        return ended.stdout


def use(distribution: Distribution, environment: CleanEnvironment) -> None:
    """Import what is installed and call its commands; torch is there only where it may be."""
    environment.call([environment.python, "-c", f"import {distribution.module}"])
    if not distribution.torch:
        _assert_no_torch(environment)
    if distribution.code:
        environment.call([environment.python, "-c", distribution.code])
    for call in distribution.calls:
        printed = environment.call([environment.netwright, *call.arguments])
        if call.answer not in printed:
            shown = " ".join(call.arguments)
            raise CheckFailed(f"`netwright {shown}` printed no {call.answer!r}:\n{printed}")


def check_size(distribution: Distribution, environment: CleanEnvironment) -> str:
    """How large the environment is, where that matters. Raises CheckFailed when it is too large."""
    most = distribution.most_megabytes
    if most is None:
        return ""
    found = environment.megabytes
    if found >= most:
        raise CheckFailed(f"the environment takes {found:.0f} MB; under {most} are promised")
    return f"{found:.0f} MB"


def _assert_no_torch(environment: CleanEnvironment) -> None:
    look = "import importlib.util as u; print(u.find_spec('torch') is not None)"
    if environment.call([environment.python, "-c", look]).strip() != "False":
        raise CheckFailed("torch is installed, though nothing here may need it")
