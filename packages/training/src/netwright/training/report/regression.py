"""Of numbers: what was said against what is so, column by column, and the worst samples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from netwright.interfaces.documents import Regression
from netwright.interfaces.metrics import FitSums
from netwright.interfaces.page import Section, picture, table
from netwright.training.report.figure import VAL, save
from netwright.training.report.held_out import HeldOut

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_COLUMNS = 9
_MOST_WORST = 12


def sections(held_out: HeldOut) -> list[Section]:
    """The parts of the page."""
    target = held_out.model.target
    assert isinstance(target, Regression)
    true, said = held_out.targets, held_out.said(lambda outputs, rows: outputs[0])
    draw_scatter(held_out.folder / "scatter.png", true, said, target.columns)
    return [
        picture("Said against true", "scatter.png", "What was said against what is so"),
        _column_table(target, FitSums.of(true, said)),
        _worst(held_out, target, true, said),
    ]


def draw_scatter(
    path: Path, true: NDArray[np.float32], said: NDArray[np.float32], columns: tuple[str, ...]
) -> None:
    """A point a sample, and the line where both are equal; at most 9 columns."""
    shown = min(len(columns), _MOST_COLUMNS)
    across = min(3, shown)
    down = -(-shown // across)
    figure = Figure(figsize=(3.6 * across + 0.4, 3.6 * down), layout="constrained")
    for index, axes in enumerate(np.ravel(figure.subplots(down, across, squeeze=False))):
        if index >= shown:
            axes.axis("off")
            continue
        ends = [float(f(np.r_[true[:, index], said[:, index]])) for f in (np.min, np.max)]
        axes.plot(ends, ends, color="#999", linewidth=1)
        axes.plot(true[:, index], said[:, index], ".", color=VAL, alpha=0.6)
        axes.set(xlabel="true", ylabel="said", title=columns[index])
        axes.grid(alpha=0.25)
    save(figure, path)


def _column_table(target: Regression, sums: FitSums) -> Section:
    columns = (sums.mae(), sums.rmse(), sums.r2())
    rows = [
        (name, *(float(column[index]) for column in columns))
        for index, name in enumerate(target.columns)
    ]
    head = ("Column", "Mean absolute error", "Root mean squared error", "R2")
    return table("Column by column", head, rows)


def _worst(
    held_out: HeldOut, target: Regression, true: NDArray[np.float32], said: NDArray[np.float32]
) -> Section:
    """The samples that are most deviations off, in their worst column."""
    off = np.abs(said - true) / np.array(target.std, dtype=np.float32)
    rows = []
    for sample in np.argsort(-off.max(axis=1), kind="stable")[:_MOST_WORST]:
        column = int(off[sample].argmax())
        values = (float(true[sample, column]), float(said[sample, column]))
        rows.append((held_out.samples.names[sample], target.columns[column], *values))
    return table("Worst samples", ("Sample", "Column", "True", "Said"), rows)
