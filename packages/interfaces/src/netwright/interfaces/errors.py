"""The one error format of Netwright: what is wrong, where, and a fix that works when pasted.

ShapeError: 'head' (Linear) expects 784 features, but 'flatten' (Flatten) gives 1024.
  path: image [3,32,32] → conv1 [16,32,32] → flatten [16384] → head
  fix: leave in_features out, or set in_features=1024.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TypeVar

Self = TypeVar("Self", bound="NetwrightError")


class NetwrightError(Exception):
    """A mistake that a person can mend; commands print it without a traceback and exit with 2.

    Attributes:
        message: One sentence: what was expected and what came.
        places: Where it is, in order, as ``{"file": "...", "key": "..."}``; one printed line each.
        fix: What to do about it, as a sentence.
    """

    def __init__(self, message: str, *, fix: str, **places: object) -> None:
        self.message = message
        self.places = {name: str(place) for name, place in places.items()}
        self.fix = fix
        lines = [message, *(f"{name}: {place}" for name, place in self.places.items())]
        super().__init__("\n  ".join([*lines, f"fix: {fix}"]))

    def render(self) -> str:
        """The error as a person reads it: the kind of error, then message, places and fix."""
        return f"{type(self).__name__}: {self}"

    def within(self: Self, **places: object) -> Self:
        """The same error seen from further outside: `places` lead to where it is, outermost first.

        ``error.within(node="stage1")`` of one at the node ``conv`` is at ``stage1 → conv``.
        """
        joined = {
            name: " → ".join(filter(None, (str(place), self.places.get(name))))
            for name, place in places.items()
        }
        return type(self)(self.message, fix=self.fix, **{**self.places, **joined})

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments do not survive the default pickling that worker processes use.
        return _rebuild, (type(self), self.message, self.fix, self.places)


def _rebuild(
    kind: type[NetwrightError], message: str, fix: str, places: dict[str, str]
) -> NetwrightError:
    return kind(message, fix=fix, **places)


class UsageError(NetwrightError):
    """A command or a function was called with arguments that do not go together."""


class DocumentError(NetwrightError):
    """A document is not valid: malformed, a wrong or misspelt key, or a newer version."""


class NetworkError(NetwrightError):
    """A network's graph is not valid: an unknown layer, a missing input, a cycle."""


class ShapeError(NetwrightError):
    """A layer does not fit what flows into it."""


class DataError(NetwrightError):
    """A sample, a file or a folder of data cannot be used."""


class ModelError(NetwrightError):
    """A model file cannot be used: not ONNX, cut short, or not written by Netwright."""


class WeightsError(NetwrightError):
    """A file of pretrained weights cannot be used: missing, damaged, or of another network."""


class RunError(NetwrightError):
    """A run folder is not there, is not one, or is in the way of a new one."""


class ParityError(NetwrightError):
    """A model does not give what the one that it was made from gives, so it is not written."""


class DeviceError(NetwrightError):
    """The device that was asked for is not there."""


class ProcessError(NetwrightError):
    """One of several processes that work together ended before its work was done."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, upper and lower case apart, or None when none is close."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    found = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence that points from `name` to the nearest known name, or lists what is known."""
    known = list(known)
    if match := nearest(name, known):
        return f"did you mean {match!r}?"
    return f"use one of: {', '.join(known)}."
