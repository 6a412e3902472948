"""shards_together.py DATA RUNS: train on tar files with the processes of the environment."""

from __future__ import annotations

import sys
from pathlib import Path

from netwright.data import prepare
from netwright.interfaces.documents import Recipe
from netwright.training import fit


def main(data: str, runs: str) -> None:
    """Train a run that is called `together`."""
    recipe = Recipe(epochs=2, batch_size=32)
    fit(None, prepare(data), recipe, runs=Path(runs), name="together", device="cpu")


if __name__ == "__main__":
    main(*sys.argv[1:])
