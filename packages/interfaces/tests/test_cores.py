"""A container's share of a machine counts, not the machine's cores."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from netwright.interfaces.cores import usable_cores


@pytest.fixture
def many_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)), raising=False)


def machine(root: Path, groups: str, **files: str) -> Path:
    """A root with those control groups; files by their path below /sys/fs/cgroup."""
    for name, content in {"proc/self/cgroup": groups, **_below_mount(files)}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "ascii")
    return root


def _below_mount(files: dict[str, str]) -> dict[str, str]:
    return {f"sys/fs/cgroup/{name}": content for name, content in files.items()}


def test_this_machine_has_at_least_one() -> None:
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)


@pytest.mark.usefixtures("many_cores")
@pytest.mark.parametrize(
    ("quota", "cores"),
    [
        ("200000 100000\n", 2),
        ("max 100000\n", 64),
        ("150000 100000\n", 1),
        ("50000 100000\n", 1),
        ("9900000 100000\n", 64),
        ("nonsense\n", 64),
        ("", 64),
    ],
)
def test_the_quota_of_a_container_counts(tmp_path: Path, quota: str, cores: int) -> None:
    assert usable_cores(machine(tmp_path, "0::/\n", **{"cpu.max": quota})) == cores


@pytest.mark.usefixtures("many_cores")
def test_the_tightest_of_nested_groups_counts(tmp_path: Path) -> None:
    files = {"cpu.max": "max 100000", "a/cpu.max": "300000 100000", "a/b/cpu.max": "max 100000"}
    assert usable_cores(machine(tmp_path, "0::/a/b\n", **files)) == 3


@pytest.mark.usefixtures("many_cores")
@pytest.mark.parametrize("mount", ["cpu,cpuacct", "cpu"])
def test_the_first_version_of_control_groups_is_read_too(tmp_path: Path, mount: str) -> None:
    files = {
        f"{mount}/cpu.cfs_quota_us": "400000\n",
        f"{mount}/cpu.cfs_period_us": "100000\n",
    }
    groups = "4:memory:/m\n3:cpu,cpuacct:/docker/0123\n"
    assert usable_cores(machine(tmp_path, groups, **files)) == 4


@pytest.mark.usefixtures("many_cores")
def test_without_control_groups_the_cores_that_it_is_bound_to_count(tmp_path: Path) -> None:
    assert usable_cores(tmp_path) == 64
