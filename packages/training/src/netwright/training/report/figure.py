"""What the pictures of a report share. matplotlib draws them without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from netwright.interfaces.files import atomic_path

if TYPE_CHECKING:
    from numpy.typing import NDArray

TRAIN, VAL, WRONG = "#4c78a8", "#f58518", "#c0392b"


def save(figure: Figure, path: Path) -> None:
    """Write the figure in the format of the path's ending, whole or not at all."""
    FigureCanvasAgg(figure)
    with atomic_path(path) as partial:
        figure.savefig(partial, format=path.suffix.lower().removeprefix("."), dpi=110)


def draw_strips(
    path: Path, columns: Sequence[tuple[str, Sequence[NDArray[Any]]]], labels: Sequence[str]
) -> None:
    """Pictures side by side, one sample a row.

    Args:
        path: The PNG to write.
        columns: What each column shows, and a picture a row: uint8 [H,W,C], C 1 or 3.
        labels: What stands left of each row.
    """
    rows = len(labels)
    figure = Figure(figsize=(2.2 * len(columns), 2.2 * rows + 0.3), layout="constrained")
    grid = figure.subplots(rows, len(columns), squeeze=False)
    for column, (title, pictures) in enumerate(columns):
        grid[0, column].set_title(title, fontsize=10)
        for row, shown in enumerate(pictures):
            axes = grid[row, column]
            axes.imshow(np.squeeze(shown), cmap="gray", vmin=0, vmax=255)
            axes.set(xticks=[], yticks=[])
            axes.spines[:].set_visible(False)
    for row, label in enumerate(labels):
        grid[row, 0].set_ylabel(label, fontsize=9)
    save(figure, path)
