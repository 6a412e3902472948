"""Where runs lie, and what they are called."""

from __future__ import annotations

from pathlib import Path

from netwright.interfaces.errors import RunError, UsageError, did_you_mean

from ..comfyui import output_folder
from ..wiring.folders import inside


def runs_folder() -> Path:
    """The folder of runs, below ComfyUI's output folder."""
    return output_folder() / "netwright" / "runs"


def run_names() -> list[str]:
    """The runs that are there, the newest first."""
    folders = [path for path in _below(runs_folder()) if _is_run(path)]
    folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    return [folder.name for folder in folders]


def run_folder(name: str) -> Path:
    """The folder of the run of that name.

    Raises:
        UsageError: It is no name of a run, but leads elsewhere.
        RunError: There is no such run.
    """
    check_name(name)
    if not name.strip() or not _is_run(runs_folder() / name):
        known = run_names()
        fix = did_you_mean(name, known) if known else "train one with the node Train."
        raise RunError(f"there is no run {name!r}.", folder=runs_folder(), fix=fix)
    return runs_folder() / name


def check_name(name: str) -> None:
    """Refuse a name that leads out of the folder of runs. Raises UsageError; nothing is no name."""
    if name.strip() and inside(runs_folder(), name).parent != runs_folder().resolve():
        raise UsageError(
            f"{name!r} is not the name of a run, but a path.",
            folder=runs_folder(),
            fix=f"write {Path(name.replace(chr(92), '/')).name!r}.",
        )


def free_name(name: str) -> str:
    """The name with the next free number, such as ``pets-02``."""
    taken = {path.name for path in _below(runs_folder())}
    numbered = (f"{name.strip()}-{number:02}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in numbered if candidate not in taken)


def _is_run(folder: Path) -> bool:
    """Whether a run is there, and not one that is just being made."""
    return not folder.name.startswith(".") and (folder / "network.json").is_file()


def _below(folder: Path) -> list[Path]:
    return [*folder.iterdir()] if folder.is_dir() else []
