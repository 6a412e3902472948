"""One contestant: trains an epoch for each line that it reads."""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from bench.contest.cases import CASES

ONE_CORE = os.environ.get("BENCH_ONE_CORE") == "1"


class Turns:
    """Answers for the epoch that is over and waits to be asked for the next one."""

    def __init__(self) -> None:
        self._began: float | None = None

    def __call__(self) -> None:
        """To be called before the first epoch and after each; ends the process at the last."""
        seconds = None if self._began is None else _clock() - self._began
        # In kilobytes, except on macOS, where it is in bytes.
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        memory *= 1 if sys.platform == "darwin" else 1024
        print(json.dumps({"seconds": seconds, "memory": memory}), flush=True)
        if not sys.stdin.readline():
            raise SystemExit(0)
        self._began = _clock()


def main(way: str, case: str, precision: str) -> None:
    """Train until nobody asks any more."""
    if ONE_CORE:
        torch.set_num_threads(1)
    module = importlib.import_module(f"bench.contest.{way}")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        module.train(CASES[case](), precision, Turns(), Path(folder))


def _clock() -> float:
    return time.process_time() if ONE_CORE else time.perf_counter()


if __name__ == "__main__":
    main(*sys.argv[1:])
