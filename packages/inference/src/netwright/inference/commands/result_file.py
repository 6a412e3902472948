"""The file that `--out` names, or stdout: whole or not at all, replaced only with `--force`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from netwright.inference.table_files import DELIMITERS
from netwright.interfaces.errors import UsageError
from netwright.interfaces.files import atomic_path

_JSON_LINES = frozenset({".jsonl", ".ndjson"})


def is_json(out: Path | None, asked: bool) -> bool:
    """Whether JSON lines are written: where they are asked for, and to a file that ends so."""
    return asked or (out is not None and out.suffix.lower() in _JSON_LINES)


def check_out(out: Path | None, *, as_json: bool, force: bool) -> None:
    """That results can be written to `out`, before any work starts.

    Raises:
        UsageError: A table is written and its ending is not one of a table's, or something is in
            the way.
    """
    if out is None:
        return
    if not as_json and out.suffix.lower() not in DELIMITERS:
        raise UsageError(
            f"a table is written to a file that ends in .csv or .tsv, but {out.name!r} came.",
            fix=f"--out {out.with_suffix('.csv')}, or {out.with_suffix('.jsonl')} for JSON lines.",
        )
    if out.is_dir() or (out.exists() and not force):
        what = "a folder" if out.is_dir() else "a file"
        raise UsageError(
            f"{what} is in the way.",
            path=out,
            fix="choose another name." if out.is_dir() else "choose another name, or add --force.",
        )


def utf8_stdout() -> None:
    """Write UTF-8 from here on, as programs expect it.

    A Windows console's own encoding would lose letters on the way to a file.
    """
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")


@contextmanager
def written(out: Path | None) -> Iterator[TextIO]:
    """Where results go: to `out`, in UTF-8, or to stdout."""
    if out is None:
        yield sys.stdout
        return
    with atomic_path(out) as partial, open(partial, "w", encoding="utf-8", newline="") as file:
        yield file


def delimiter_for(out: Path | None) -> str:
    """What stands between the cells of a table that is written to `out`."""
    return DELIMITERS.get(out.suffix.lower(), ",") if out else ","
