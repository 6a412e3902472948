"""Small models of several tasks, trained once for all tests that use models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from netwright.data import prepare
from netwright.interfaces.documents import Recipe
from netwright.training import fit
from netwright_nodes.samples.writing import write_sample

_WHAT: dict[str, tuple[str, dict[str, Any], int]] = {
    "digits": ("digits", {}, 3),
    "judge": ("sharp or blurred", {}, 12),
    "segmenter": ("shapes and masks", {"size": (32, 32)}, 2),
    "denoiser": ("noisy and clean", {"size": (32, 32)}, 2),
    "pendulum": ("pendulum", {"target": "period_s"}, 20),
}


class TrainedModels:
    """Each model is trained when it is first asked for.

    Args:
        folder: Where data and runs are made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, {}

    def __getitem__(self, name: str) -> Path:
        """The model's file."""
        if name not in self._made:
            sample, reading, epochs = _WHAT[name]
            data = prepare(write_sample(sample, self._folder), **reading)
            recipe = Recipe(epochs=epochs)
            self._made[name] = fit(None, data, recipe, runs=self._folder / "runs", name=name).model
        return self._made[name]
