"""What each operator takes of a run, by onnxruntime's own profiler."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from netwright.inference.model_file import ModelFile
from netwright.inference.session import open_session

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        seconds: What they take of one run, on average.
        share: Of the time of all operators, 0 to 1.
    """

    name: str
    operator: str
    calls: int
    seconds: float
    share: float


class _Kernel(NamedTuple):
    name: str
    operator: str


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
    spent = _after_warming_up(events)
    types: dict[_Kernel, list[float]] = defaultdict(list)
    for kernel, seconds in spent.items():
        types[_Kernel(kernel.operator, kernel.operator)] += seconds
    return _ranked(types), _ranked(spent)


def _after_warming_up(events: Iterable[Mapping[str, Any]]) -> dict[_Kernel, list[float]]:
    """Seconds of every call, by node."""
    spent: dict[_Kernel, list[float]] = defaultdict(list)
    for event in events:
        if event["cat"] == "Node" and event["name"].endswith(_KERNEL):
            name = event["name"].removesuffix(_KERNEL)
            spent[_Kernel(name, event["args"]["op_name"])].append(event["dur"] / 1e6)
    return {
        kernel: seconds[len(seconds) * _WARM_UP // (_WARM_UP + _RUNS) :]
        for kernel, seconds in spent.items()
    }


def _ranked(spent: Mapping[_Kernel, list[float]]) -> tuple[OperatorTime, ...]:
    whole = sum(map(sum, spent.values())) or 1.0
    times = [
        OperatorTime(
            *kernel, len(seconds) // _RUNS or 1, sum(seconds) / _RUNS, sum(seconds) / whole
        )
        for kernel, seconds in spent.items()
    ]
    return tuple(sorted(times, key=lambda time: -time.seconds))
