"""Taking a model anew when its file is replaced, without losing a request.

Requests that have begun end with the model that they began with. A file that is broken or gone is
told of once, and the model that was there before goes on.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from netwright.inference.predictor import Predictor
from netwright.inference.serving.shelf import Entry, Shelf, Stamp, stamp_of
from netwright.interfaces.errors import ModelError, NetwrightError

log = logging.getLogger("netwright.serve")

Told = Callable[[Entry], None]
"""Called with a model whose file was looked into, whether it could be read or not."""


async def watch(shelf: Shelf, seconds: float, told: Told) -> None:
    """Look at the models' files every so often, for ever."""
    seen = {entry.full_name: entry.stamp for entry in shelf}
    while True:
        await asyncio.sleep(seconds)
        for entry in shelf:
            stamp = await asyncio.to_thread(stamp_of, entry.path)
            # A file that is being copied into its place grows; one look later it has settled.
            settled = seen[entry.full_name] == stamp
            seen[entry.full_name] = stamp
            if settled and stamp != entry.stamp:
                await _take_anew(entry, stamp, shelf, told)


async def _take_anew(entry: Entry, stamp: Stamp | None, shelf: Shelf, told: Told) -> None:
    try:
        predictor = await asyncio.to_thread(_open, entry, stamp, shelf)
    except NetwrightError as error:
        entry.stamp, entry.problem = stamp, error
        log.error("%s: the model that was there goes on. %s", entry.full_name, error.render())
    else:
        entry.predictor, entry.stamp = predictor, stamp
        entry.loaded, entry.problem = time.time(), None
        log.warning("%s: taken anew from %s", entry.full_name, entry.path)
    told(entry)


def _open(entry: Entry, stamp: Stamp | None, shelf: Shelf) -> Predictor:
    if stamp is None:
        raise ModelError(
            "the model's file is gone.", file=entry.path, fix="put a model.onnx in its place."
        )
    return shelf.open(str(entry.path))
