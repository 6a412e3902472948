"""In which order nodes are looked at, and which of them are wired in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Order(NamedTuple):
    """The nodes, each after those it reads; `circle` holds those that come after themselves."""

    nodes: list[str]
    circle: set[str]


def ordered(reads: Mapping[str, Iterable[str]]) -> Order:
    """The order of nodes, each with those it reads."""
    before = {id: dict.fromkeys(n for n in names if n in reads) for id, names in reads.items()}
    done = _taken(before)
    known = set(done)
    left = {id: names for id, names in before.items() if id not in known}
    behind = _taken(_turned(left))
    circle = left.keys() - set(behind)
    return Order([*done, *(id for id in left if id in circle), *reversed(behind)], circle)


_Names = Mapping[str, Mapping[str, None]]


def _taken(before: _Names) -> list[str]:
    """The nodes that do not wait for each other, each after those before it."""
    after = _turned(before)
    missing = {id: sum(name in before for name in names) for id, names in before.items()}
    found = [id for id, count in missing.items() if not count]
    for id in found:  # It grows meanwhile.
        for reader in after[id]:
            missing[reader] -= 1
            if not missing[reader]:
                found.append(reader)
    return found


def _turned(before: _Names) -> dict[str, dict[str, None]]:
    """From what each node reads to who reads each."""
    after: dict[str, dict[str, None]] = {id: {} for id in before}
    for id, names in before.items():
        for name in names:
            if name in after:
                after[name][id] = None
    return after
