"""What each operator takes of a run, by onnxruntime's own profiler."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from netwright.inference.model_file import ModelFile
from netwright.inference.session import open_session

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WARM_UP, _RUNS = 5, 50
_KERNEL = "_kernel_time"


@dataclass(frozen=True)
class OperatorTime:
    """What one operator, or all operators of one type, take of a run.

    Attributes:
        name: The node's name, or the type of operator.
        operator: The type of operator, such as ``Conv``.
        calls: How often one run calls it.
        seconds: What they take of one run, each call in half of all runs at most that long.
        share: Of the time of all operators, 0 to 1.
    """

    name: str
    operator: str
    calls: int
    seconds: float
    share: float


class _Spent(NamedTuple):
    """What one node takes of a run."""

    name: str
    operator: str
    calls: int
    seconds: float


def profile(
    file: ModelFile,
    batch: NDArray[Any],
    providers: Sequence[str] | None = None,
    threads: int | None = None,
) -> tuple[tuple[OperatorTime, ...], tuple[OperatorTime, ...]]:
    """The time of each type of operator, and of each node; the slowest first.

    Nodes are those that onnxruntime runs, which has joined or replaced some of the file's.

    Args:
        file: The model.
        batch: Raw inputs [N,...].
        providers: As `open_session` takes them.
        threads: As `open_session` takes them.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        session = open_session(file, providers, threads, profile=Path(folder, "profile"))
        name = session.get_inputs()[0].name
        for _ in range(_WARM_UP + _RUNS):
            session.run(None, {name: batch})
        events = json.loads(Path(session.end_profiling()).read_bytes())
    nodes = _spent(events)
    types = [
        _Spent(kind, kind, sum(n.calls for n in same), sum(n.seconds for n in same))
        for kind, same in _by_operator(nodes).items()
    ]
    return _ranked(types), _ranked(nodes)


def _spent(events: Iterable[Mapping[str, Any]]) -> list[_Spent]:
    """Of each node, the runs to warm up left out."""
    calls: dict[tuple[str, str], list[float]] = defaultdict(list)
    for event in events:
        if event["cat"] == "Node" and event["name"].endswith(_KERNEL):
            name = event["name"].removesuffix(_KERNEL)
            calls[name, event["args"]["op_name"]].append(event["dur"] / 1e6)
    return [_typical(*kernel, seconds) for kernel, seconds in calls.items()]


def _typical(name: str, operator: str, seconds: list[float]) -> _Spent:
    kept = seconds[len(seconds) * _WARM_UP // (_WARM_UP + _RUNS) :]
    often = max(1, round(len(kept) / _RUNS))
    # Not the mean: one call that another program interrupts would stand out for all of them.
    return _Spent(name, operator, often, often * median(kept))


def _by_operator(nodes: Iterable[_Spent]) -> dict[str, list[_Spent]]:
    found: dict[str, list[_Spent]] = defaultdict(list)
    for node in nodes:
        found[node.operator].append(node)
    return found


def _ranked(spent: Sequence[_Spent]) -> tuple[OperatorTime, ...]:
    whole = sum(one.seconds for one in spent) or 1.0
    times = [OperatorTime(*one, one.seconds / whole) for one in spent]
    return tuple(sorted(times, key=lambda time: -time.seconds))
