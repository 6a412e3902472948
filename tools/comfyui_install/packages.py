"""The packages in ComfyUI's Python. Its torch is held where it is."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

from comfyui_install.checkout import PACK, ROOT, InstallError

HELD = ("torch", "torchvision", "torchaudio")
_OURS = re.compile(r"netwright-(?P<name>\w+)(?P<extras>\[[^]]*\])?")
_VERSIONS = (
    "import importlib.metadata as m, json, sys\n"
    "found = {}\n"
    "for name in sys.argv[1:]:\n"
    "    try: found[name] = m.version(name)\n"
    "    except m.PackageNotFoundError: pass\n"
    "print(json.dumps(found))"
)
# A shell's own settings would have ComfyUI's Python see or write other packages.
_MISLEADING = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")


def distributions() -> list[str]:
    """The names of the packages that the pack needs."""
    return [f"netwright-{found['name']}" for found in filter(None, map(_OURS.match, _required()))]


def versions(python: Path, names: list[str]) -> dict[str, str]:
    """The versions that a Python has, by name; what it lacks is left out.

    Raises:
        InstallError: It cannot be run.
    """
    try:
        done = subprocess.run(
            [str(python), "-c", _VERSIONS, *names],
            capture_output=True,
            text=True,
            env=_surroundings(),
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise InstallError(
            f"{python} cannot be run: {error}.", fix="name ComfyUI's Python with --python."
        ) from None
    found: dict[str, str] = json.loads(done.stdout)
    return found


def install(python: Path, *, copy: bool = False) -> None:
    """Install the packages of this checkout, and what they need, into a Python.

    Args:
        python: ComfyUI's.
        copy: Whether to copy them, so that this checkout may be removed.

    Raises:
        InstallError: It has no torch or an old one, or pip failed.
    """
    before = versions(python, [*HELD])
    check_torch(before)
    _run([str(python), "-m", "pip", "install", *held(before), *places(copy)])
    if (after := versions(python, [*HELD])) != before:
        raise InstallError(
            f"torch and its kin were {before} and are {after}.",
            fix="install those that were there again, and report this.",
        )


def uninstall(python: Path) -> None:
    """Take the packages out of a Python; what they needed stays, for others may need it too."""
    there = [*versions(python, distributions())]
    if there:
        _run([str(python), "-m", "pip", "uninstall", "--yes", *there])


def check_torch(found: dict[str, str]) -> None:
    """Raise InstallError where there is no torch, or one that is too old."""
    if "torch" not in found:
        raise InstallError(
            "this Python has no torch, so it is not ComfyUI's.",
            fix="name the one that runs ComfyUI with --python.",
        )
    major, minor = (int(part) for part in found["torch"].split(".")[:2])
    if (major, minor) < (2, 6):
        raise InstallError(
            f"torch {found['torch']} is older than 2.6, the oldest that Netwright works with.",
            fix="update ComfyUI, which brings a newer one.",
        )


def held(found: dict[str, str]) -> list[str]:
    """The requirements that keep pip from another torch: exactly what is there, however built."""
    return [f"{name}=={version}" for name, version in found.items()]


def places(copy: bool) -> list[str]:
    """The pack's requirements as pip takes them, its own packages being those of this checkout."""
    words: list[str] = []
    for line in _required():
        if (found := _OURS.match(line)) is None:
            words.append(line)
            continue
        place = f"{ROOT / 'packages' / found['name']}{found['extras'] or ''}"
        words += [place] if copy else ["--editable", place]
    return words


def _required() -> list[str]:
    lines = (PACK / "requirements.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _run(command: list[str]) -> None:
    done = subprocess.run(command, env=_surroundings())
    if done.returncode:
        raise InstallError(
            f"pip ended with {done.returncode}; what it said is above.",
            fix="mend what it names, and call the same command again.",
        )


def _surroundings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _MISLEADING}
