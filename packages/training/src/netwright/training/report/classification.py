"""Of classes: how each fared, which were taken for which, and the mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.figure import Figure

from netwright.interfaces.metrics import (
    ClassCounts,
    average_precision,
    confusion_matrix,
    roc_auc,
)
from netwright.interfaces.page import Section, picture, table
from netwright.training.report.figure import WRONG, save
from netwright.training.report.held_out import HeldOut

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.data import Rows

_MOST_LABELS = 30
"""More classes than this are not written out along an axis; they would cover each other."""
_MOST_CELLS = 1000
_MOST_MISTAKES = 24


def sections(held_out: HeldOut) -> list[Section]:
    """The parts of the page."""
    probabilities = held_out.said(lambda outputs, rows: outputs[1])
    labels, true = held_out.model.labels, held_out.targets
    mistakes = _mistakes(held_out, probabilities)
    found = [mistakes, class_table(labels, true, probabilities)]
    if len(labels) <= _MOST_CELLS:
        matrix = confusion_matrix(true, probabilities.argmax(1), len(labels))
        draw_confusion(held_out.folder / "confusion.png", matrix, labels)
        alt = "How often each class was taken for each class"
        found.insert(1, picture("Confusion", "confusion.png", alt))
    return found


def class_table(
    labels: Sequence[str], true: NDArray[np.int64], probabilities: NDArray[np.float32]
) -> Section:
    """Precision, recall, F1, ROC-AUC and average precision of each class against the others."""
    counts = ClassCounts.of(true, probabilities.argmax(1), len(labels))
    columns = (counts.precision(), counts.recall(), counts.f1())
    rows = [
        (
            label,
            int(counts.true[index]),
            *(float(column[index]) for column in columns),
            roc_auc(true == index, probabilities[:, index]),
            average_precision(true == index, probabilities[:, index]),
        )
        for index, label in enumerate(labels)
    ]
    head = ("Class", "Samples", "Precision", "Recall", "F1", "ROC-AUC", "Average precision")
    return table("Class by class", head, rows)


def draw_confusion(path: Path, counts: NDArray[np.int64], classes: Sequence[str]) -> None:
    """How often each true class (row) was taken for each class (column)."""
    side = min(12.0, 3.0 + 0.35 * len(classes))
    figure = Figure(figsize=(side, side), layout="constrained")
    axes = figure.subplots()
    axes.imshow(np.sqrt(counts), cmap="Blues")  # The root keeps single mistakes visible.
    axes.set(xlabel="predicted", ylabel="true", title="Validation set")
    if len(classes) <= _MOST_LABELS:
        are_long = max(map(len, classes)) > 3
        axes.set_xticks(range(len(classes)), classes, rotation=90 if are_long else 0)
        axes.set_yticks(range(len(classes)), classes)
        _write_counts(axes, counts)
    save(figure, path)


def _write_counts(axes: Any, counts: NDArray[np.int64]) -> None:
    middle = np.sqrt(counts.max()) / 2
    for (row, column), count in np.ndenumerate(counts):
        if count:
            color = "white" if np.sqrt(count) > middle else "black"
            axes.text(column, row, str(count), ha="center", va="center", color=color, fontsize=8)


def _mistakes(held_out: HeldOut, probabilities: NDArray[np.float32]) -> Section:
    """Mistakes, then what the model is least sure of: as pictures, or as a table of names."""
    true, said, labels = held_out.targets, probabilities.argmax(1), held_out.model.labels
    order = np.lexsort((probabilities.max(1), said == true))[:_MOST_MISTAKES]
    if held_out.model.preprocessing.kind == "image":
        path = held_out.folder / "predictions.png"
        draw_predictions(path, held_out.samples.inputs, true, probabilities, labels, order)
        return picture(
            "Held-out samples",
            "predictions.png",
            "Held-out images with their predicted classes",
            "What the exported model says; mistakes come first, in red, then what it is least "
            "sure of.",
        )
    rows = (
        (
            held_out.samples.names[sample],
            labels[true[sample]],
            labels[said[sample]],
            f"{probabilities[sample].max():.1%}",
        )
        for sample in order
    )
    return table("Mistakes, and what it is least sure of", ("Sample", "Is", "Said", "Sure"), rows)


def draw_predictions(
    path: Path,
    images: Rows,
    labels: NDArray[np.int64],
    probabilities: NDArray[np.float32],
    classes: Sequence[str],
    order: NDArray[np.int64],
) -> None:
    """The images of `order` with what the model says of them, mistakes in red."""
    predicted = probabilities.argmax(1)
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
            axes.set_title(says + truth, fontsize=9, color=WRONG if wrong else "black")
    save(figure, path)
