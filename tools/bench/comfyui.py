"""Training inside a real ComfyUI beside `netwright train` on the same documents.

COMFYUI_PATH names the checkout, COMFYUI_PYTHON the Python that has what it needs; without the
first nothing is measured.
"""

from __future__ import annotations

import atexit
import itertools
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.harness import Bar, Measurement
from netwright.data import write_digits
from netwright.interfaces.documents import EpochEnded
from netwright.training import Run
from stand_in_nodes import PACK

_EPOCHS, _NOT_COUNTED = 25, 3
"""The first epochs of a process fill caches and start threads."""
_ROUNDS = 7
_DATA = "bench-digits"


def measurements(folder: Path) -> list[Measurement]:
    """How many times as long an epoch takes in ComfyUI, each seed trained in both places."""
    if not (checkout := os.environ.get("COMFYUI_PATH")):
        print("training in ComfyUI is not measured: COMFYUI_PATH is not set", file=sys.stderr)
        return []
    sys.path.append(str(PACK / "tests"))
    from host.real import RealHost

    seeds = itertools.count()
    host = RealHost(Path(checkout), PACK, folder / "comfyui")
    atexit.register(host.close)
    write_digits(host.input / _DATA)

    def ratio() -> float:
        seed = next(seeds)
        inside = _in_comfyui(host, seed)
        return _epoch(inside) / _epoch(_in_a_shell(inside, folder / "runs", seed))

    title = "an epoch in ComfyUI: to netwright train"
    return [Measurement(title, ratio, (Bar(1.03),), _ROUNDS, unit="x")]


def _in_comfyui(host: Any, seed: int) -> Run:
    name = f"bench-{seed}"
    train = {"dataset": ["1", 0], "epochs": _EPOCHS, "seed": seed, "name": name, "device": "cpu"}
    outcome = host.run(
        {
            "1": {"class_type": "NetwrightDataset", "inputs": _dataset()},
            "2": {"class_type": "NetwrightTrain", "inputs": train},
        }
    )
    if not outcome.succeeded:
        raise RuntimeError(f"training in ComfyUI failed: {outcome}")
    return Run.open(host.output / "netwright" / "runs" / f"{name}-01")


def _dataset() -> dict[str, Any]:
    from golden_nodes import defaults

    return {**defaults()["NetwrightDataset"], "path": _DATA}


def _in_a_shell(same: Run, runs: Path, seed: int) -> Run:
    """Trained on the documents of a run in ComfyUI."""
    name = f"shell-{seed}"
    recipe, dataset, network = (
        same.folder / f"{what}.json" for what in ("recipe", "dataset", "network")
    )
    words: list[object] = ["train", recipe, "--data", dataset, "--network", network]
    words += ["--runs", runs, "--name", name, "--device", "cpu"]
    netwright = Path(sys.executable).with_name("netwright")
    subprocess.run([str(netwright), *map(str, words)], check=True, capture_output=True)
    return Run.open(runs / name)


def _epoch(run: Run) -> float:
    """The median seconds of an epoch."""
    seconds = [event.seconds for event in run.events() if isinstance(event, EpochEnded)]
    return statistics.median(seconds[_NOT_COUNTED:])
