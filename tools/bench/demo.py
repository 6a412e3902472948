"""How long the first thing takes that a new user runs, once everything is set up."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from bench.harness import Bar, Measurement, command


def measurements(folder: Path) -> list[Measurement]:
    """The whole demo, each time in a new folder."""
    netwright = str(Path(sys.executable).with_name("netwright"))
    runs = itertools.count()

    def measure() -> float:
        return command(netwright, "demo", "--folder", str(folder / f"demo-{next(runs)}"))()

    return [Measurement("netwright demo", measure, bars=(Bar(45),), rounds=3)]
