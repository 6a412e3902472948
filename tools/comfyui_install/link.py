"""The pack's place among the custom nodes: a link to this checkout, or a copy of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from comfyui_install.checkout import PACK, Checkout, InstallError

_LEFT_OUT = shutil.ignore_patterns("__pycache__", "tests")


def put(checkout: Checkout, *, copy: bool = False) -> str:
    """Put the pack there; gives what was done, as a sentence.

    Where links are not to be had, as on Windows without the right to make them, it is a junction.

    Args:
        checkout: The ComfyUI.
        copy: Whether to copy it, so that this checkout may be removed.

    Raises:
        InstallError: Something else of that name is there.
    """
    place = checkout.place
    if is_there(place):
        if not _is_ours(place):
            raise InstallError(
                f"{place} is there already and is not this checkout's.",
                fix="remove or rename it, or take it out with --uninstall.",
            )
        _remove(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    if copy:
        shutil.copytree(PACK, place, ignore=_LEFT_OUT)
        return f"copied to {place}"
    _link(place)
    return f"linked at {place}"


def take_out(checkout: Checkout) -> str:
    """Remove it from there; gives what was done. What is in this checkout stays."""
    if not is_there(checkout.place):
        return f"nothing is at {checkout.place}"
    if not _is_ours(checkout.place):
        raise InstallError(
            f"{checkout.place} is not Netwright's pack.", fix="look what it is, and remove it."
        )
    _remove(checkout.place)
    return f"removed from {checkout.place}"


def is_there(place: Path) -> bool:
    """Whether anything is at the place, a link that leads nowhere too."""
    return place.exists() or place.is_symlink()


def _is_ours(place: Path) -> bool:
    return place.is_symlink() or (place / "netwright_nodes").is_dir()


def _link(place: Path) -> None:
    try:
        place.symlink_to(PACK, target_is_directory=True)
    except OSError:
        if os.name != "nt":
            raise
        import _winapi  # A junction needs no right that an ordinary user lacks.

        _winapi.CreateJunction(str(PACK), str(place))  # type: ignore[attr-defined,unused-ignore]


def _remove(place: Path) -> None:
    if place.is_symlink():
        place.unlink()
    elif place.resolve() == PACK.resolve():
        place.rmdir()  # A junction: what it leads to stays.
    else:
        shutil.rmtree(place)
