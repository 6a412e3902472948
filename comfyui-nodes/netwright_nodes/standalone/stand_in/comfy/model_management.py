"""Cancelling, and freeing the GPU."""

from __future__ import annotations

import threading


class InterruptProcessingException(Exception):
    """The person has pressed cancel."""


_asked = threading.Event()
unloaded = 0
"""How often the models were asked to leave the GPU."""


def interrupt_current_processing(value: bool = True) -> None:
    """What the button does."""
    _asked.set() if value else _asked.clear()


def processing_interrupted() -> bool:
    """Whether the button was pressed."""
    return _asked.is_set()


def throw_exception_if_processing_interrupted() -> None:
    """End the node if it was, which takes the button back out."""
    if _asked.is_set():
        _asked.clear()
        raise InterruptProcessingException


def unload_all_models() -> None:
    """Free the GPU."""
    global unloaded
    unloaded += 1
