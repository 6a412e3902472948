"""The command that trains the same once more."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

from netwright.training.run import Run


def repeat_command(run: Run) -> str:
    """What to paste into a shell: the run's own three documents say all that it depends on."""
    return train_command(run.folder)


def train_command(folder: Path) -> str:
    """What to paste into a shell to train by the three documents in a folder."""
    files = (str(folder / name) for name in ("recipe.json", "dataset.json", "network.json"))
    recipe, dataset, network = files
    words = ["netwright", "train", recipe, "--data", dataset, "--network", network]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
