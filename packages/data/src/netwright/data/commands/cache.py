"""See and clear the decoded images that are kept on the disk."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from netwright.data.cache import cache_folder
from netwright.data.cache_room import Stored, cache_limit, stored_in

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, help=__doc__)

_Folder = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        metavar="FOLDER",
        help="The cache; by default $NETWRIGHT_CACHE, or the user's own.",
        show_default=False,
    ),
]


@app.command("list")
def list_entries(
    cache: _Folder = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an entry.")] = False,
) -> None:
    """List what is kept: of which folder, how large, when last used; the oldest goes first.

    Examples:

        netwright data cache list

        netwright data cache list --json
    """
    folder = cache_folder(cache)
    entries = stored_in(folder)
    for entry in entries:
        typer.echo(json.dumps(_facts(entry), ensure_ascii=False) if as_json else _line(entry))
    if not as_json:
        typer.echo(_total(folder, entries))


@app.command("clear")
def clear(
    cache: _Folder = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object: what is removed and what is kept.")
    ] = False,
) -> None:
    """Remove all that is kept, except what is in use; it is made again when it is needed.

    Examples:

        netwright data cache clear

        netwright data cache clear --cache /mnt/fast/netwright
    """
    entries = stored_in(cache_folder(cache))
    removed = [entry for entry in entries if entry.remove()]
    kept = [entry for entry in entries if entry not in removed]
    if as_json:
        facts = {"removed": [_facts(e) for e in removed], "in_use": [_facts(e) for e in kept]}
        typer.echo(json.dumps(facts, ensure_ascii=False))
        return
    typer.echo(f"Removed {_count(removed)}.")
    if kept:
        typer.echo(f"Kept {_count(kept)}, in use now.")


def _facts(entry: Stored) -> dict[str, Any]:
    names = entry.about.get("names", [])
    return {
        "entry": entry.folder.name,
        "data": entry.about.get("folder"),
        "images": len(names),
        "reading": entry.about.get("reading"),
        "bytes": entry.size,
        "used": int(entry.used),
        "in_use": entry.in_use,
    }


def _line(entry: Stored) -> str:
    facts = _facts(entry)
    used = time.strftime("%Y-%m-%d %H:%M", time.localtime(entry.used))
    state = ", in use" if facts["in_use"] else ""
    what, size = _what(facts["reading"] or {}, facts["images"]), _megabytes(entry.size)
    return f"{facts['data'] or entry.folder.name}\n  {what}, {size}, used {used}{state}"


def _what(reading: dict[str, Any], count: int) -> str:
    if reading.get("kind") == "array":
        return f"the array {reading.get('name')}"
    if reading.get("kind") == "mask_values":
        return f"{count:,} images, the values in masks"
    width, height, mode, fit = (reading.get(key, "?") for key in ("width", "height", "mode", "fit"))
    return f"{count:,} images, {width}x{height} {mode} {fit}"


def _total(folder: Path, entries: Sequence[Stored]) -> str:
    return f"{_count(entries)} in {folder}, of at most {_megabytes(cache_limit(folder))}"


def _count(entries: Sequence[Stored]) -> str:
    word = "entry" if len(entries) == 1 else "entries"
    return f"{len(entries)} {word} of {_megabytes(sum(entry.size for entry in entries))}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
