"""From a fix in words, as errors have them, to the changes that it means.

    set padding=1, or pool less before.
    leave in_features out, or set in_features=784.
    put Unsqueeze(dim=0), Cast() before it and set padding=1.

The words are taken apart, never run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any, NamedTuple


class Settings(NamedTuple):
    """Parameters of the failing node with their new values; None leaves one out."""

    values: dict[str, Any]


class Insertion(NamedTuple):
    """A layer to put into the wire that does not fit."""

    op: str
    params: dict[str, Any]


Change = Settings | Insertion

_SETTING = re.compile(r"\bset (\w+=.+)")
_LEAVING = re.compile(r"\bleave (\w+) out")
_PUTTING = re.compile(r"\bput (\w+\(.*\)) before (?:it|that input)\b(?: and set (\w+=.+))?")


def changes_in(fix: str) -> Iterator[list[Change]]:
    """The changes that a fix offers, each a list of what is to be done together."""
    if found := _PUTTING.search(fix):
        inserted = [*_insertions(found.group(1))]
        also = _settings(found.group(2)) if found.group(2) else None
        if inserted:
            yield [*inserted, *([also] if also else [])]
        return
    if found := _LEAVING.search(fix):
        yield [Settings({found.group(1): None})]
    if (found := _SETTING.search(fix)) and (settings := _settings(found.group(1))):
        yield [settings]


def _settings(text: str) -> Settings | None:
    """The longest beginning of a text that is a list of settings."""
    for end in _ends(text):
        call = _parsed(f"layer({text[:end]})")
        if isinstance(call, ast.Call) and (values := _keywords(call)):
            return Settings(values)
    return None


def _ends(text: str) -> Iterator[int]:
    """Where the words after a list of settings may begin, the last place first."""
    yield len(text.rstrip("."))  # Else the 1 of "set groups=1." would be the number 1.0.
    yield from reversed([found.start() for found in re.finditer(r"[,.]|\s", text.rstrip("."))])


def _insertions(text: str) -> Iterator[Insertion]:
    calls = _parsed(f"({text},)")
    for call in calls.elts if isinstance(calls, ast.Tuple) else ():
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            yield Insertion(call.func.id, _keywords(call))


def _parsed(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:
        return None


def _keywords(call: ast.Call) -> dict[str, Any]:
    try:
        return {str(word.arg): ast.literal_eval(word.value) for word in call.keywords}
    except ValueError:
        return {}
