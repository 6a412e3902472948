"""The pictures of a report. matplotlib draws them without a screen and without its global state."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from netwright.interfaces.documents import EpochEnded
from netwright.interfaces.files import atomic_path

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.data import Rows

_TRAIN, _VAL, _WRONG = "#4c78a8", "#f58518", "#c0392b"
_MOST_LABELS = 30
"""More classes than this are not written out along an axis; they would cover each other."""


def draw_curves(path: Path, epochs: Sequence[EpochEnded]) -> None:
    """Loss of training and validation, and validation accuracy, by epoch."""
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    left, right = figure.subplots(1, 2)
    numbers = [event.epoch for event in epochs]
    for name, color in (("train_loss", _TRAIN), ("val_loss", _VAL)):
        label = name.removesuffix("_loss")
        left.plot(numbers, _series(epochs, name), ".-", color=color, label=label)
    left.set(title="Loss", xlabel="epoch", ylabel="cross-entropy (nats)", ylim=(0, None))
    left.legend(frameon=False)
    accuracy = _series(epochs, "val_accuracy")
    right.plot(numbers, accuracy, ".-", color=_VAL)
    losses = _series(epochs, "val_loss")
    best = max(range(len(epochs)), key=lambda index: (accuracy[index], -losses[index]))
    right.annotate(
        f"{accuracy[best]:.1%}",
        (numbers[best], accuracy[best]),
        textcoords="offset points",
        xytext=(0, -14),
        ha="center",
    )
    right.set(title="Validation accuracy", xlabel="epoch", ylim=(None, 1.02))
    right.yaxis.set_major_formatter(PercentFormatter(1.0))
    for axes in (left, right):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(alpha=0.25)
    _save(figure, path)


def draw_confusion(
    path: Path, labels: NDArray[np.int64], predicted: NDArray[np.int64], classes: Sequence[str]
) -> None:
    """How often each true class (row) was taken for each class (column)."""
    counts = np.zeros((len(classes), len(classes)), dtype=np.int64)
    np.add.at(counts, (labels, predicted), 1)
    side = min(12.0, 3.0 + 0.35 * len(classes))
    figure = Figure(figsize=(side, side), layout="constrained")
    axes = figure.subplots()
    axes.imshow(np.sqrt(counts), cmap="Blues")  # The root keeps single mistakes visible.
    axes.set(xlabel="predicted", ylabel="true", title="Validation set")
    if len(classes) <= _MOST_LABELS:
        axes.set_xticks(range(len(classes)), classes, rotation=90 if _are_long(classes) else 0)
        axes.set_yticks(range(len(classes)), classes)
        _write_counts(axes, counts)
    _save(figure, path)


def draw_predictions(
    path: Path,
    images: Rows,
    labels: NDArray[np.int64],
    probabilities: NDArray[np.float32],
    classes: Sequence[str],
) -> None:
    """Held-out images with what the model says: mistakes first, in red, then the least sure."""
    predicted = probabilities.argmax(1)
    order = np.lexsort((probabilities.max(1), predicted == labels))[:24]
    columns = 8
    rows = -(-len(order) // columns)
    figure = Figure(figsize=(columns * 1.25, rows * 1.6), layout="constrained")
    for index, axes in enumerate(np.ravel(figure.subplots(rows, columns, squeeze=False))):
        axes.axis("off")
        if index < len(order):
            sample = order[index]
            wrong = predicted[sample] != labels[sample]
            says = f"{classes[predicted[sample]]}  {probabilities[sample].max():.0%}"
            truth = f"\nis {classes[labels[sample]]}" if wrong else ""
            axes.imshow(images[sample].squeeze(), cmap="gray", vmin=0, vmax=255)
            axes.set_title(says + truth, fontsize=9, color=_WRONG if wrong else "black")
    _save(figure, path)


def _series(epochs: Sequence[EpochEnded], name: str) -> list[float]:
    return [event.metrics[name] for event in epochs]


def _are_long(classes: Sequence[str]) -> bool:
    return max(map(len, classes)) > 3


def _write_counts(axes: object, counts: NDArray[np.int64]) -> None:
    middle = np.sqrt(counts.max()) / 2
    for (row, column), count in np.ndenumerate(counts):
        if count:
            color = "white" if np.sqrt(count) > middle else "black"
            axes.text(column, row, str(count), ha="center", va="center", color=color, fontsize=8)  # type: ignore[attr-defined]


def _save(figure: Figure, path: Path) -> None:
    FigureCanvasAgg(figure)
    with atomic_path(path) as partial:
        figure.savefig(partial, format="png", dpi=110)
