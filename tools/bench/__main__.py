"""Runs the measurements of the named files, or of all, and prints them in one table."""

from __future__ import annotations

import importlib
import os
import pkgutil
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import bench
from bench.harness import Measurement, measure_all, missed, table

NOT_MEASUREMENTS = {"__main__", "contest", "harness", "made_model", "middling_model", "wide_model"}


def main(names: Sequence[str]) -> int:
    """0 where every bar is kept, 1 where one is missed, 2 for a name that there is not."""
    known = [m.name for m in pkgutil.iter_modules(bench.__path__) if m.name not in NOT_MEASUREMENTS]
    if unknown := set(names) - set(known):
        print(f"there are no measurements named {sorted(unknown)}; there are {sorted(known)}")
        return 2
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        results = measure_all(_measurements(names or sorted(known), Path(folder)))
    print(table(results))
    return 1 if any(missed(result, results) for result in results) else 0


def machine() -> str:
    """What the times are of; on a machine that is busy with something else they mean little."""
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()}, {os.cpu_count()} cores{busy}"


def _measurements(names: Sequence[str], folder: Path) -> list[Measurement]:
    modules = [importlib.import_module(f"bench.{name}") for name in names]
    return [measurement for module in modules for measurement in module.measurements(folder)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
