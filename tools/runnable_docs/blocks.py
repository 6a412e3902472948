"""Finds the blocks of code in a Markdown file, and which of them are to be run."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

RUN = ("python", "sh", "console")
# Other names of the same languages would pass unseen and unrun.
_OTHER_NAMES = {
    "py": "python",
    "python3": "python",
    "pycon": "python",
    "bash": "sh",
    "shell": "sh",
    "zsh": "sh",
    "shell-session": "console",
}
_FENCE = re.compile(r"^(?P<indent> *)(?P<fence>```+|~~~+) *(?P<language>[\w+-]*)")
_NOT_RUN = re.compile(r"^\s*<!--\s*not run\b:?(?P<reason>.*?)-->\s*$")
_INSTALLS = re.compile(r"\bpip3? +install\b")


class DocumentError(Exception):
    """A Markdown file is written in a way that hides an example from being run."""


@dataclass(frozen=True)
class Block:
    """One block of code; `line` is the number of its first line of code, counted from 1."""

    language: str
    line: int
    code: str
    not_run: str | None = None


def blocks_of(text: str) -> list[Block]:
    """The blocks in the languages that are run. Raises DocumentError with the line."""
    lines = text.splitlines()
    return [block for block in _all_blocks(lines) if block.language in RUN]


def _all_blocks(lines: Sequence[str]) -> Iterator[Block]:
    number = 0
    while number < len(lines):
        opening = _FENCE.match(lines[number])
        if opening is None:
            number += 1
            continue
        end = _closing(lines, number, opening["fence"])
        yield _block(lines, number, end, opening["language"])
        number = end + 1


def _closing(lines: Sequence[str], opened: int, fence: str) -> int:
    for number in range(opened + 1, len(lines)):
        line = lines[number].strip()
        if line.startswith(fence) and not line.strip(fence[0]):
            return number
    raise DocumentError(f"{opened + 1}: the block that begins here has no end")


def _block(lines: Sequence[str], opened: int, end: int, language: str) -> Block:
    if language in _OTHER_NAMES:
        raise DocumentError(
            f"{opened + 1}: a block in {language!r} is not run; "
            f"name the language {_OTHER_NAMES[language]!r}"
        )
    code = textwrap.dedent("\n".join(lines[opened + 1 : end])) + "\n"
    if language == "console":
        code = _commands(code)
    not_run = _reason_above(lines, opened)
    if language in ("sh", "console") and not_run is None and _INSTALLS.search(code):
        raise DocumentError(
            f"{opened + 1}: this would install into the environment that all tests share; "
            "put <!-- not run: it installs ... --> above it"
        )
    return Block(language, opened + 2, code, not_run)


def _commands(session: str) -> str:
    """The commands of a session, each on its own line; the other lines are what they print."""
    lines = session.splitlines()
    return "\n".join(line[2:] if line.startswith("$ ") else "" for line in lines) + "\n"


def _reason_above(lines: Sequence[str], opened: int) -> str | None:
    above = opened - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    comment = _NOT_RUN.match(lines[above]) if above >= 0 else None
    if comment is None:
        return None
    reason = comment["reason"].strip()
    if not reason:
        raise DocumentError(f"{above + 1}: say why the block is not run: <!-- not run: REASON -->")
    return reason
