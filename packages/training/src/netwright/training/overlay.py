"""The curves of several runs in one picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from netwright.interfaces.metrics.words import in_words
from netwright.training.past import Past
from netwright.training.report.figure import save

_COLOURS = ("#4c78a8", "#f58518", "#54a24b", "#e45756", "#72b7b2", "#b279a2", "#9d755d", "#bab0ac")


def draw_overlay(path: Path, pasts: Sequence[Past], column: str, log: bool) -> None:
    """Loss (dashed where it is of training) beside a metric, by epoch.

    Args:
        path: The PNG or SVG to write.
        pasts: Runs with an epoch each, at least.
        column: The metric's name in metrics.csv, such as ``val_accuracy``.
        log: Whether the loss has a logarithmic axis.
    """
    figure = Figure(figsize=(11, 4.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    for number, past in enumerate(pasts):
        colour = _COLOURS[number % len(_COLOURS)]
        _draw(left, past, "train_loss", colour, "--", None)
        _draw(left, past, "val_loss", colour, "-", past.run.name)
        _draw(right, past, column, colour, "-", past.run.name)
    left.set(title="Loss (dashed: training)", xlabel="epoch", yscale="log" if log else "linear")
    right.set(title=in_words(column.removeprefix("val_")).capitalize(), xlabel="epoch")
    for axes in (left, right):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(alpha=0.25)
    right.legend(frameon=False, fontsize=8)
    save(figure, path)


def _draw(axes: Axes, past: Past, column: str, colour: str, line: str, label: str | None) -> None:
    numbers = [epoch.number for epoch in past.epochs]
    values = [epoch.metrics.get(column, float("nan")) for epoch in past.epochs]
    marker = "." if len(numbers) < 60 else ""
    axes.plot(numbers, values, line, marker=marker, color=colour, label=label, linewidth=1.4)
