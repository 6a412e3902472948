"""Where nodes stand: each to the right of what it reads, long networks in lines below each other.

Columns are those of the longest way from an input (Sugiyama et al., 1981, their first step);
within a column nodes stand in the order of those they read, by which few wires cross.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .sheet import WIDTH, Sheet

_ACROSS, _DOWN = 70, 40
_BETWEEN_LINES = 140
_IN_ONE_LINE = 14
"""Columns; of more, lines of this many or fewer are made."""


def place_nodes(sheet: Sheet) -> None:
    """Give every node of the sheet its place."""
    columns = _ordered(_columns(sheet), sheet)
    lines = -(-len(columns) // _IN_ONE_LINE) or 1
    length = -(-len(columns) // lines)
    top = 0
    for start in range(0, len(columns), length):
        line = columns[start : start + length]
        tall = max(_height(column, sheet) for column in line)
        for across, column in enumerate(line):
            y = top + (tall - _height(column, sheet)) // 2
            for id in column:
                sheet.nodes[id].place = (across * (WIDTH + _ACROSS), y)
                y += sheet.nodes[id].height + _DOWN
        top += tall + _BETWEEN_LINES


def _columns(sheet: Sheet) -> list[list[int]]:
    """The nodes by the longest way that leads to them; inputs stand just before they are read."""
    reads = {id: [wire.node for wire in node.wires.values()] for id, node in sheet.nodes.items()}
    depth: dict[int, int] = {}
    for id in _readers_last(reads):
        depth[id] = 1 + max((depth[source] for source in reads[id]), default=-1)
    readers: dict[int, list[int]] = {}
    for id, sources in reads.items():
        for source in sources:
            readers.setdefault(source, []).append(depth[id])
    for id, sources in reads.items():
        if not sources and id in readers:
            depth[id] = min(readers[id]) - 1
    columns: list[list[int]] = [[] for _ in range(1 + max(depth.values(), default=-1))]
    for id in sheet.nodes:
        columns[depth[id]].append(id)
    return columns


def _readers_last(reads: Mapping[int, Iterable[int]]) -> list[int]:
    """Each node after those it reads."""
    done: dict[int, None] = {}
    waiting = [*reversed(list(reads))]
    while waiting:
        id = waiting[-1]
        missing = [source for source in reads[id] if source not in done]
        if missing:
            waiting += missing
        else:
            done[waiting.pop()] = None
    return list(done)


def _ordered(columns: list[list[int]], sheet: Sheet) -> list[list[int]]:
    """Each column by the mean place of what its nodes read."""
    place: dict[int, float] = {}
    found = []
    for column in columns:
        known = {id: _mean_place(id, sheet, place) for id in column}
        ordered = sorted(column, key=lambda id: known[id])
        place |= {id: n - (len(ordered) - 1) / 2 for n, id in enumerate(ordered)}
        found.append(ordered)
    return found


def _mean_place(id: int, sheet: Sheet, place: Mapping[int, float]) -> float:
    found = [place[wire.node] for wire in sheet.nodes[id].wires.values() if wire.node in place]
    return sum(found) / len(found) if found else 0.0


def _height(column: list[int], sheet: Sheet) -> int:
    return sum(sheet.nodes[id].height + _DOWN for id in column) - _DOWN
