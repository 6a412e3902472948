"""A ComfyUI on the disk: its folders and its Python."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "comfyui-nodes"
PACK_NAME = "comfyui-netwright"


class InstallError(Exception):
    """What is in the way, and the fix, as the command prints them."""

    def __init__(self, message: str, *, fix: str) -> None:
        super().__init__(f"InstallError: {message}\n  fix: {fix}")


@dataclass(frozen=True)
class Checkout:
    """A ComfyUI.

    Attributes:
        folder: The one that holds main.py.
        python: The Python that runs it.
    """

    folder: Path
    python: Path

    @property
    def place(self) -> Path:
        """Where the pack lies among the custom nodes."""
        return self.folder / "custom_nodes" / PACK_NAME

    @property
    def version(self) -> str:
        """As it says itself; ``unknown`` where it does not."""
        file = self.folder / "comfyui_version.py"
        said = file.read_text("utf-8") if file.is_file() else ""
        found = re.search(r'__version__ = "([^"]+)"', said)
        return found[1] if found else "unknown"


def find_checkout(path: Path, python: Path | None = None) -> Checkout:
    """The ComfyUI at a path: a checkout, or the folder of the portable build around one.

    Args:
        path: Where to look.
        python: What runs it; None to look in the usual places.

    Raises:
        InstallError: There is none, or its Python is not where it usually is.
    """
    path = path.expanduser().resolve()
    folder = next((place for place in (path, path / "ComfyUI") if _is_comfyui(place)), None)
    if folder is None:
        raise InstallError(
            f"there is no ComfyUI in {path}: no main.py beside a folder comfy_api.",
            fix="name the folder that holds ComfyUI's main.py.",
        )
    found = python or next((file for file in _pythons(folder) if file.is_file()), None)
    if found is None or not found.is_file():
        raise InstallError(
            f"the Python that runs {folder} is not in its usual places.",
            fix="name it: --python PATH. In ComfyUI's own terminal: python -c "
            '"import sys; print(sys.executable)"',
        )
    return Checkout(folder, found)


def _is_comfyui(folder: Path) -> bool:
    return (folder / "main.py").is_file() and (folder / "comfy_api").is_dir()


def _pythons(folder: Path) -> Iterator[Path]:
    """Where ComfyUI's Python may be: the portable build's, then an environment."""
    for name in ("python_embeded", "python_embedded"):
        yield folder.parent / name / "python.exe"
    inner = Path("Scripts", "python.exe") if os.name == "nt" else Path("bin", "python")
    for place in (folder, folder.parent):
        for name in (".venv", "venv"):
            yield place / name / inner
