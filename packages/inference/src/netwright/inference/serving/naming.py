"""What a model is called on a server: `digits`, or `digits@2` for one version of several."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from netwright.interfaces.errors import UsageError

_WORD = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
_ASKED = re.compile(rf"(?P<name>{_WORD})(@(?P<version>{_WORD}))?")
_ARGUMENT = re.compile(rf"(?P<name>{_WORD})(@(?P<version>{_WORD}))?=(?P<path>.+)", re.DOTALL)
_FIRST_VERSION = "1"
_DIGITS = re.compile(r"(\d+)")


class Wanted(NamedTuple):
    """A model that is to be served; no name where the file's own is taken."""

    name: str | None
    version: str
    path: str


def parse_argument(argument: str) -> Wanted:
    """What ``path``, ``name=path`` or ``name@version=path`` asks for.

    Raises:
        UsageError: It is empty.
    """
    found = _ARGUMENT.fullmatch(argument)
    # A file may be called so; the name of one that is there is taken as it is.
    if found is None or os.path.exists(argument):
        if not argument:
            raise UsageError("a model's path is empty.", fix="netwright serve model.onnx")
        return Wanted(None, _FIRST_VERSION, argument)
    return Wanted(found["name"], found["version"] or _FIRST_VERSION, found["path"])


def parse_asked(text: str) -> tuple[str, str | None] | None:
    """Name and version of ``digits@2``, or no version of ``digits``; None where it is neither."""
    found = _ASKED.fullmatch(text)
    return None if found is None else (found["name"], found["version"])


def name_for_url(name: str) -> str:
    """The name that a model's document has, as one that fits into an address."""
    fitted = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-._")[:100]
    return fitted or "model"


def version_order(version: str) -> list[tuple[int, int, str]]:
    """A key that sorts version 10 behind version 9."""
    return [
        (1, int(part), "") if part.isdigit() else (0, 0, part)
        for part in _DIGITS.split(version)
        if part
    ]
