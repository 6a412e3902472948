"""Charts of a data set: how many samples a class, how large the files, how the numbers spread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netwright.data.extras import needed
from netwright.data.samples import Prepared
from netwright.interfaces.documents.preprocessing import CategoryColumn, TablePreprocessing
from netwright.interfaces.documents.target import Classification, MultiLabel, Regression
from netwright.interfaces.files import atomic_path

_TRAIN, _VAL = "#4c78a8", "#f58518"
_MOST_BARS = 60
_MOST_COLUMNS = 24
_BINS = 40


def write_charts(
    data: Prepared, folder: Path, sizes: Sequence[tuple[int, int]] = ()
) -> dict[str, Path]:
    """Write the charts that the data set has something for; gives their files by what they show.

    Args:
        data: The data set.
        folder: Where the PNG files go.
        sizes: (width, height) in pixels of the image files, where there are any.
    """
    written = {}
    if (counts := _counts(data)) is not None:
        written["classes"] = _save(_bars(data.document.classes, counts), folder / "classes.png")
    if isinstance(data.document.target, Regression):
        targets = [np.asarray(part.targets) for part in (data.train, data.val)]
        figure = _histograms(data.document.target.columns, targets)
        written["targets"] = _save(figure, folder / "targets.png")
    if isinstance(data.document.preprocessing, TablePreprocessing):
        figure = _table(data, data.document.preprocessing)
        written["columns"] = _save(figure, folder / "columns.png")
    if sizes:
        written["sizes"] = _save(_scatter(sizes), folder / "sizes.png")
    return written


def _counts(data: Prepared) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
    """int64 [classes], the samples of each class to train on and to validate on."""
    target = data.document.target
    if isinstance(target, Classification):
        return data.class_counts("train"), data.class_counts("val")
    if isinstance(target, MultiLabel):
        sides = (np.asarray(part.targets) for part in (data.train, data.val))
        train, val = (side.sum(0).astype(np.int64) for side in sides)
        return train, val
    return None


def _bars(names: Sequence[str], counts: tuple[NDArray[np.int64], NDArray[np.int64]]) -> Any:
    order = np.argsort(-(counts[0] + counts[1]), kind="stable")[:_MOST_BARS]
    figure, axes = _figure(7, 1.2 + 0.24 * len(order))
    places = np.arange(len(order))
    axes.barh(places, counts[0][order], color=_TRAIN, label="train")
    axes.barh(places, counts[1][order], left=counts[0][order], color=_VAL, label="val")
    axes.set_yticks(places, [names[number] for number in order])
    axes.invert_yaxis()
    more = len(names) - len(order)
    axes.set(xlabel="samples", title="Classes" + (f" (and {more} rarer ones)" if more else ""))
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return figure


def _histograms(names: Sequence[str], sides: Sequence[NDArray[Any]]) -> Any:
    names = names[:_MOST_COLUMNS]
    columns = min(4, len(names))
    rows = -(-len(names) // columns)
    figure, grid = _figure(3 * columns, 2.2 * rows, rows, columns)
    for number, axes in enumerate(np.ravel(grid)):
        if number >= len(names):
            axes.axis("off")
            continue
        values = [side[:, number][np.isfinite(side[:, number])] for side in sides]
        axes.hist(values, bins=_BINS, color=[_TRAIN, _VAL], stacked=True)
        axes.set_title(names[number], fontsize=9)
        axes.tick_params(labelsize=7)
    return figure


def _table(data: Prepared, table: TablePreprocessing) -> Any:
    sides = [np.asarray(part.inputs[:]) for part in (data.train, data.val)]
    names = [
        f"{column.name} ({column.width} words)"
        if isinstance(column, CategoryColumn)
        else column.name
        for column in table.columns
    ]
    return _histograms(names, sides)


def _scatter(sizes: Sequence[tuple[int, int]]) -> Any:
    figure, axes = _figure(5, 5)
    widths, heights = np.array(sizes).T
    axes.scatter(widths, heights, s=12, alpha=0.4, color=_TRAIN, edgecolors="none")
    axes.set(xlabel="width (pixels)", ylabel="height (pixels)", title="Sizes of the image files")
    axes.set_xlim(0, widths.max() * 1.1)
    axes.set_ylim(0, heights.max() * 1.1)
    return figure


def _figure(width: float, height: float, rows: int = 1, columns: int = 1) -> tuple[Any, Any]:
    matplotlib = needed("matplotlib.figure", extra="look", to="draw charts")
    figure = matplotlib.Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots(rows, columns)
    for one in np.ravel(axes):
        one.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _save(figure: Any, path: Path) -> Path:
    with atomic_path(path) as partial:
        figure.savefig(partial, format="png", dpi=110)
    return path
