"""Which run a command means."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netwright.training.past import Past
from netwright.training.run import Run

Runs = Annotated[Path, typer.Option("--runs", help="The folder that runs are kept in.")]
RunName = Annotated[
    Path,
    typer.Argument(
        help="A run folder, such as runs/digits-01, or its name.", metavar="RUN", show_default=False
    ),
]


def find_run(name: Path, runs: Path) -> Past:
    """The run in a folder, or of that name under `runs`.

    Raises:
        RunError: There is none.
        DocumentError: One of its documents is damaged.
    """
    inner = runs / name
    return Past(Run.open(inner if not name.exists() and inner.is_dir() else name))
