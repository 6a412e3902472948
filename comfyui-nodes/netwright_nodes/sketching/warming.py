"""The first look takes a second, for torch's own imports; it is had while people look around."""

from __future__ import annotations

import logging
import threading
from typing import Any

from .looking import look_at

_log = logging.getLogger(__name__)
_started = threading.Event()

_TYPES = ("NetwrightImageInput", "NetwrightLayerConv2d", "NetwrightLayerReLU", "NetwrightNetwork")


def warm_up() -> None:
    """Begin with it in a thread of its own, once in a process."""
    if not _started.is_set():
        _started.set()
        threading.Thread(target=_look_once, name="netwright-warming", daemon=True).start()


def _look_once() -> None:
    try:
        look_at(_workflow(), batch_size=1)
    except Exception:  # Who asks next is told what is wrong.
        _log.exception("Netwright: the first look at a network failed")


def _workflow() -> dict[str, Any]:
    """A small network as the page saves one."""
    nodes, links = [], []
    for number, kind in enumerate(_TYPES, start=1):
        socket = "inputs.input_0" if kind == _TYPES[-1] else "input"
        wired = [{"name": socket, "type": "NETWRIGHT_TENSOR", "link": number}]
        nodes.append({"id": number, "type": kind, "inputs": wired if number > 1 else []})
        links.append([number, number - 1, 0, number, 0, "NETWRIGHT_TENSOR"])
    return {"nodes": nodes, "links": links[1:]}
