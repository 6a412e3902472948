"""A run's report, to be read in a tab of its own: pages and pictures, and nothing that runs."""

from __future__ import annotations

import asyncio
from pathlib import Path

from aiohttp import web

from netwright.interfaces.errors import RunError, UsageError

from ..training.run_names import run_folder
from ..wiring.folders import inside

_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
_DOCUMENTS = ("network.json", "dataset.json", "recipe.json")
"""What the page of a report leads to."""

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self' data:; style-src "
    "'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


async def report_file(request: web.Request) -> web.StreamResponse:
    """A file of the folder `report` of a run, or one of its three documents."""
    asked = request.match_info
    path = await asyncio.to_thread(_place, asked["name"], asked["file"])
    # No type is guessed from what is in a file.
    return web.FileResponse(path, headers={**_HEADERS, "Content-Type": _KINDS[path.suffix]})


def _place(name: str, file: str) -> Path:
    """The file, which truly lies there. Raises NetwrightError."""
    folder = run_folder(name)
    path = inside(folder, file)
    own = path.is_relative_to((folder / "report").resolve()) and _is_within(folder, "report")
    if not own and not (path.name in _DOCUMENTS and path.parent == folder.resolve()):
        raise UsageError(
            f"{file!r} is no part of the run's report.", fix="open the report in the panel."
        )
    if path.suffix not in _KINDS or not path.is_file():
        raise RunError(
            f"the run {name!r} has no {file!r} in its report.",
            fix="train to the end, or: netwright export RUN makes the report anew.",
        )
    return path


def _is_within(folder: Path, name: str) -> bool:
    """Whether it lies in the folder, and is no link to elsewhere."""
    return (folder / name).resolve().parent == folder.resolve()
