"""How many processor cores a process may use: those it is bound to, within a container's quota."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_MOUNT = Path("sys/fs/cgroup")


def usable_cores(root: Path = Path("/")) -> int:
    """The cores that this process may use, at least 1.

    A container that may use two cores' time of a machine with 64 still sees all of them; more
    threads than its quota only wait for each other. Half a core more counts as none.

    Args:
        root: Where `proc` and `sys` are.
    """
    cores = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    ) or 1
    return max(1, min([cores, *map(int, _quotas(root))]))


def _quotas(root: Path) -> Iterator[float]:
    """In cores, of every control group that this process is in; cgroups of version 1 and 2."""
    for line in _text(root / "proc/self/cgroup").splitlines():
        number, _, rest = line.partition(":")
        controllers, _, group = rest.partition(":")
        if number == "0":
            for folder in _upwards(root / _MOUNT, group):
                yield from _quota(_text(folder / "cpu.max"))
        elif "cpu" in controllers.split(","):
            for mount in dict.fromkeys((controllers, "cpu")):
                for folder in _upwards(root / _MOUNT / mount, group):
                    period = _text(folder / "cpu.cfs_period_us")
                    yield from _quota(f"{_text(folder / 'cpu.cfs_quota_us')} {period}")


def _upwards(mount: Path, group: str) -> Iterator[Path]:
    """The folders of a control group and of those around it.

    Inside a container the group may be called as it is outside, and only `mount` be there.
    """
    inside = Path(group.lstrip("/"))
    yield from (mount / each for each in (inside, *inside.parents))


def _quota(limit_and_period: str) -> Iterator[float]:
    # "max" and -1 stand for no limit.
    numbers = limit_and_period.split()
    if len(numbers) == 2 and all(number.isdigit() and int(number) for number in numbers):
        yield int(numbers[0]) / int(numbers[1])


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except (OSError, ValueError):
        return ""  # Another system, or a kernel without that file.
