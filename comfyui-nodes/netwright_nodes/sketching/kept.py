"""What was found out before, for the next request: bounded, and shared by several at once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class KeptResults(Generic[Kept]):
    """Results by their keys. Those that were not asked for longest are forgotten first.

    Args:
        most: How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """The result of that key; `make` is called where it is not there, others going on."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = make()
        with self._lock:
            # Who came first stays: what is made of a result is known by that very one.
            found = self._found.setdefault(key, made)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return found
