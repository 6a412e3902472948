"""Loss and the most telling metric by epoch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from netwright.interfaces.documents import EpochEnded
from netwright.interfaces.metrics.words import in_words, written
from netwright.training.headlines import headlines
from netwright.training.report.figure import TRAIN, VAL, save


def draw_curves(path: Path, epochs: Sequence[EpochEnded], loss: str, best_epoch: int) -> None:
    """Loss of training and validation, and the first of the validation metrics.

    Args:
        path: The PNG to write.
        epochs: The epochs in order, at least one.
        loss: What the loss is called.
        best_epoch: The epoch whose metric is written out.
    """
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    left, right = figure.subplots(1, 2)
    numbers = [event.epoch for event in epochs]
    for name, color in (("train_loss", TRAIN), ("val_loss", VAL)):
        values = [event.metrics[name] for event in epochs]
        left.plot(numbers, values, ".-", color=color, label=name.removesuffix("_loss"))
    left.set(title="Loss", xlabel="epoch", ylabel=loss)
    left.legend(frameon=False)
    metric = next(iter(headlines(epochs[0].metrics)))
    values = [event.metrics[f"val_{metric}"] for event in epochs]
    right.plot(numbers, values, ".-", color=VAL)
    best = numbers.index(best_epoch)
    right.annotate(
        written(metric, values[best]),
        (best_epoch, values[best]),
        textcoords="offset points",
        xytext=(0, -14),
        ha="center",
    )
    right.set(title=f"Validation {in_words(metric)}", xlabel="epoch")
    for axes in (left, right):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(alpha=0.25)
    save(figure, path)
