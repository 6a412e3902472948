"""How fast Netwright trains, beside others and beside the limit; see `bench.contest`."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch

from bench.contest.cases import CASES, Case
from bench.harness import Bar, Measurement
from environment import ROOT
from netwright.data import prepare, write_digits

_ROUNDS = 7
_STEP_OVERHEAD = 1e-4
_FIRST_STEP = 4.0


class Contestant:
    """A process that trains an epoch when it is asked for one; it ends when this one does.

    Args:
        way: A module of `bench.contest`.
        case: What is trained.
        precision: ``fp32`` or ``bf16``.
    """

    def __init__(self, way: str, case: str, precision: str = "fp32") -> None:
        self._command = [sys.executable, "-m", "bench.contest", way, case, precision]
        self._process: subprocess.Popen[str] | None = None
        self.seconds = self.memory = 0.0

    def epoch(self) -> float:
        """Seconds of one epoch, the first of which does not count."""
        if self._process is None:
            path = {**os.environ, "PYTHONPATH": str(ROOT / "tools")}
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=path
            )
            self._read()
            self._ask()
        self.seconds, self.memory = self._ask()
        return self.seconds

    def _ask(self) -> tuple[float, float]:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> tuple[float, float]:
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{' '.join(self._command)} ended before its time")
        answer = json.loads(line)
        return answer["seconds"], answer["memory"]


def measurements(folder: Path) -> list[Measurement]:
    """An epoch of each network each way; what follows from those; and the way to the first step."""
    found = [each for name, make in CASES.items() for each in _contest(name, make())]
    return [
        *found,
        Measurement("train to its first step", _first_step(folder), (Bar(_FIRST_STEP),)),
    ]


def _contest(name: str, case: Case) -> list[Measurement]:
    count = len(case.data.train)
    steps = -(-count // case.batch_size)
    limit, ours = Contestant("limit", name), Contestant("netwright", name)
    bars = [Bar(1 / 0.97, of=f"{name}: limit")]
    if name == "small CNN":
        bars.append(Bar(1 / 3, of=f"{name}: Lightning"))
    timed = [
        (f"{name}: limit", limit, ()),
        (f"{name}: Netwright", ours, tuple(bars)),
        (f"{name}: DataLoader", Contestant("dataloader", name), ()),
        (f"{name}: Lightning", Contestant("lightning", name), ()),
    ]
    if name == "small CNN" and _has_bf16():
        faster = (Bar(1 / 1.5, of=f"{name}: Netwright"),)
        timed.append((f"{name}: Netwright, bf16", Contestant("netwright", name, "bf16"), faster))
    found = [
        Measurement(title, each.epoch, bar, _ROUNDS, amount=(count, "samples"))
        for title, each, bar in timed
    ]
    memory = Bar(1.1, of=f"{name}: limit, memory")
    found += [
        Measurement(f"{name}: limit, memory", lambda: limit.memory / 1e6, (), _ROUNDS, unit="MB"),
        Measurement(
            f"{name}: Netwright, memory", lambda: ours.memory / 1e6, (memory,), _ROUNDS, unit="MB"
        ),
    ]
    if name == "MLP":
        found.append(
            Measurement(
                f"{name}: Netwright, over the limit in a step",
                lambda: 1e3 * (ours.seconds - limit.seconds) / steps,
                (Bar(1e3 * _STEP_OVERHEAD),),
                _ROUNDS,
                "ms",
            )
        )
    return found


def _has_bf16() -> bool:
    has = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    if not has:
        print("bf16 is not measured: this CPU has none of its own")
    return has


def _first_step(folder: Path) -> Callable[[], float]:
    """A measure of `netwright train` from its start until a step is done; the rest is cut off."""
    data, runs, numbers = folder / "digits", folder / "runs", itertools.count()
    write_digits(data)
    prepare(data)  # Reading images anew is another measurement.
    netwright = Path(sys.executable).with_name("netwright")

    def measure() -> float:
        name = f"run-{next(numbers)}"
        events = runs / name / "events.jsonl"
        began = time.perf_counter()
        words = ("train", "--data", data, "--runs", runs, "--name", name)
        command = [str(netwright), *map(str, words)]
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            while not (events.exists() and '"kind":"step"' in events.read_text(encoding="utf-8")):
                if process.poll() is not None:
                    raise RuntimeError(f"netwright train failed: {process.stderr!r}")
                time.sleep(0.01)
            seconds = time.perf_counter() - began
            process.kill()
        return seconds

    return measure
