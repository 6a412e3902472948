"""What is wrong with the pack in a ComfyUI, with a fix for each."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from comfyui_install.checkout import PACK, PACK_NAME, Checkout, InstallError
from comfyui_install.link import is_there
from comfyui_install.packages import HELD, check_torch, distributions, versions

_OLDEST = (0, 3, 64)
_ORIGINAL = "build-and-train-your-network"


class Finding(NamedTuple):
    """One thing that was looked at; without a fix it is well."""

    said: str
    fix: str = ""


def findings(checkout: Checkout) -> Iterator[Finding]:
    """Everything that was looked at, in order."""
    yield _version(checkout)
    yield from _place(checkout)
    yield from _packages(checkout)
    yield from _others(checkout.place.parent)


def _version(checkout: Checkout) -> Finding:
    said = f"ComfyUI {checkout.version} in {checkout.folder}"
    numbers = tuple(int(part) for part in checkout.version.split(".") if part.isdecimal())
    if numbers and numbers < _OLDEST:
        return Finding(said, "update ComfyUI: 0.3.64 is the oldest that the nodes work with.")
    return Finding(said)


def _install(checkout: Checkout) -> str:
    return f"python tools/install_comfyui.py {shlex.quote(str(checkout.folder))}"


def _place(checkout: Checkout) -> Iterator[Finding]:
    place = checkout.place
    if not is_there(place):
        yield Finding(f"the pack is not at {place}", _install(checkout))
    elif not (place / "__init__.py").is_file():
        yield Finding(f"{place} leads nowhere", _install(checkout))
    elif place.resolve() == PACK.resolve():
        yield Finding(f"the pack is linked at {place}")
    else:
        yield Finding(f"the pack is a copy at {place}")


def _packages(checkout: Checkout) -> Iterator[Finding]:
    python = checkout.python
    found = versions(python, [*HELD, *distributions()])
    try:
        check_torch(found)
        yield Finding(f"torch {found['torch']} in {python}")
    except InstallError as error:
        message, _, fix = str(error).removeprefix("InstallError: ").partition("\n  fix: ")
        yield Finding(message, fix)
    for name in distributions():
        if name in found:
            yield Finding(f"{name} {found[name]}")
        else:
            yield Finding(f"{name} is missing", _install(checkout))


def _others(custom_nodes: Path) -> Iterator[Finding]:
    for place in custom_nodes.iterdir() if custom_nodes.is_dir() else ():
        if place.name.endswith(".disabled"):
            continue
        if place.name != PACK_NAME and (place / "netwright_nodes").is_dir():
            yield Finding(f"the pack is there twice: {place} too", "remove one of the two.")
        if _ORIGINAL in place.name.lower():
            yield Finding(
                f"the original pack is installed too: {place}",
                "nothing, if it works: its nodes are left to it. To have Netwright open its "
                "workflows, remove it, or let its name end in .disabled.",
            )
