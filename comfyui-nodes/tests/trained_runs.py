"""Runs on few digits in a real ComfyUI's output folder, made once for the tests of its page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from training_data import few_digits_in

from netwright.data import prepare
from netwright.interfaces.documents import Recipe
from netwright.training import fit

RUNS = {"few-01": (3, 0), "few-02": (6, 1), "few-03": (2, 2)}


def make_runs(host: Any, scratch: Path) -> None:
    """Digits in the input folder, and three runs on them; a model in the model folder."""
    digits = host.input / "few digits"
    if not digits.exists():
        few_digits_in(digits, scratch / "every")
    data = prepare(digits)
    runs = host.output / "netwright" / "runs"
    for name, (epochs, seed) in RUNS.items():
        if not (runs / name).exists():
            fit(None, data, Recipe(epochs=epochs, seed=seed), runs=runs, name=name)
