"""Where nodes stand: each to the right of what it reads, long networks in lines below each other.

Columns are those of the longest way from an input (Sugiyama et al., 1981, their first step);
within a column nodes stand in the order of those they read, by which few wires cross.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .sheet import WIDTH, Sheet

_ACROSS, _DOWN = 70, 40
_BETWEEN_LINES = 140
_FEWEST_IN_A_LINE = 6
_WINDOW = (16, 10)
"""Lines are of such a length that the whole is about as wide and high as a window."""

_Column = list[int]


def place_nodes(sheet: Sheet) -> None:
    """Give every node of the sheet its place."""
    top = 0
    for line in _in_lines(_ordered(_columns(sheet), sheet), sheet):
        tall = _tallest(line, sheet)
        for across, column in enumerate(line):
            y = top + (tall - _height(column, sheet)) // 2
            for id in column:
                sheet.nodes[id].place = (across * (WIDTH + _ACROSS), y)
                y += sheet.nodes[id].height + _DOWN
        top += tall + _BETWEEN_LINES


def _in_lines(columns: list[_Column], sheet: Sheet) -> list[list[_Column]]:
    """The columns in as many lines as let them be seen largest in a window."""
    most = max(1, len(columns) // _FEWEST_IN_A_LINE)
    layouts = [_cut(columns, -(-len(columns) // lines)) for lines in range(1, most + 1)]
    return min(layouts, key=lambda lines: _size_in_a_window(lines, sheet), default=[])


def _cut(columns: list[_Column], length: int) -> list[list[_Column]]:
    return [columns[start : start + length] for start in range(0, len(columns), length)]


def _size_in_a_window(lines: list[list[_Column]], sheet: Sheet) -> float:
    width = max(map(len, lines), default=0) * (WIDTH + _ACROSS)
    height = sum(_tallest(line, sheet) + _BETWEEN_LINES for line in lines)
    return max(width / _WINDOW[0], height / _WINDOW[1])


def _tallest(line: list[_Column], sheet: Sheet) -> int:
    return max(_height(column, sheet) for column in line)


def _columns(sheet: Sheet) -> list[_Column]:
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
    columns: list[_Column] = [[] for _ in range(1 + max(depth.values(), default=-1))]
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


def _ordered(columns: list[_Column], sheet: Sheet) -> list[_Column]:
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


def _height(column: _Column, sheet: Sheet) -> int:
    return sum(sheet.nodes[id].height + _DOWN for id in column) - _DOWN
