"""The charts of an evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from netwright.inference.evaluation.report.svg import BLUE, INK, ORANGE, QUIET, RED, Drawing
from netwright.interfaces.metrics import Reliability

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_LABELS = 30
"""More classes than this are not written out along an axis; they would cover each other."""
_LONGEST = 16
_FEW = 12
_STRONG = 0.6
_BARS = 40


def reliability_chart(bins: Reliability) -> str:
    """How often the model is right, by how sure it is; red is what it is off."""
    drawing = Drawing("How often the model is right, by how sure it is", 320, 320)
    width = 1 / len(bins.count)
    for index, count in enumerate(bins.count.tolist()):
        if not count:
            continue
        right, sure = float(bins.right[index] / count), float(bins.said[index] / count)
        left, end = (index + 0.08) * width, (index + 0.92) * width
        tip = f"{count:,.0f} answers, {sure:.1%} sure, {right:.1%} right"
        drawing.bar((left, 0), (end, right), tip=tip)
        off = sorted((right, sure))
        drawing.bar((left, off[0]), (end, off[1]), RED, opacity=0.35, tip=tip)
    drawing.line((0, 0), (1, 1), INK)
    drawing.axes(("0 %", "100 %", "how sure it is"), ("0 %", "100 %", "how often it is right"))
    return drawing.svg()


def counts_chart(bins: Reliability) -> str:
    """How many answers are how sure."""
    counts = bins.count
    most = float(counts.max())
    drawing = Drawing("How many answers are how sure", 320, 90)
    width = 1 / len(counts)
    for index, count in enumerate(counts.tolist()):
        ends = ((index + 0.08) * width, 0.0), ((index + 0.92) * width, count / max(most, 1.0))
        drawing.bar(*ends, ORANGE, tip=f"{count:,.0f} answers")
    drawing.axes(("0 %", "100 %", "how sure it is"), ("0", f"{most:,.0f}", "answers"))
    return drawing.svg()


def confusion_chart(matrix: NDArray[np.int64], labels: Sequence[str]) -> str:
    """How often each true class (row) was taken for each class (column)."""
    count = len(labels)
    written = count <= _MOST_LABELS
    side = (40 if count <= _FEW else 26) if written else max(1.0, 780 / count)
    margin = 24 + 7 * min(_LONGEST, max(map(len, labels))) if written else 40
    drawing = Drawing(
        "How often each class was taken for each class",
        *(int(side * count), int(side * count)),
        left=max(margin, 56),
        below=max(margin, 40) if written else 40,
    )
    strength = np.sqrt(matrix / max(float(matrix.max()), 1.0))  # Keeps single mistakes visible.
    for row, column in np.argwhere(matrix).tolist():
        low, high = (column / count, 1 - (row + 1) / count), ((column + 1) / count, 1 - row / count)
        times, share = int(matrix[row, column]), float(strength[row, column])
        tip = f"{labels[row]} was taken for {labels[column]}: {times:,}"
        drawing.bar(low, high, BLUE if row == column else RED, opacity=share, tip=tip)
        if written and times < 1000:
            middle = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2)
            ink = "#fff" if share > _STRONG else INK
            drawing.word(middle, str(times), down=4, size=11, color=ink)
    _frame(drawing, labels if written else (), count)
    return drawing.svg()


def _frame(drawing: Drawing, labels: Sequence[str], count: int) -> None:
    for start, end in (((0, 0), (1, 0)), ((0, 0), (0, 1)), ((1, 0), (1, 1)), ((0, 1), (1, 1))):
        drawing.line(start, end)
    are_long = bool(labels) and max(map(len, labels)) > 3
    for index, label in enumerate(_shortened(labels)):
        middle = (index + 0.5) / count
        drawing.word((0, 1 - middle), label, anchor="end", right=-6, down=4)
        if are_long:
            drawing.word((middle, 0), label, anchor="end", down=10, turn=-60)
        else:
            drawing.word((middle, 0), label, down=18)
    if not labels:
        drawing.axes(("", "", "said"), ("", "", "true"))


def _shortened(labels: Sequence[str]) -> list[str]:
    return [label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…" for label in labels]


def histogram(values: NDArray[np.floating], name: str) -> str:
    """How many samples have which value; the largest hundredth is in the last bar."""
    finite = values[np.isfinite(values)]
    most = float(np.quantile(finite, 0.99)) if len(finite) else 1.0
    most = most or float(finite.max(initial=0.0)) or 1.0
    counts, _ = np.histogram(finite.clip(0, most), _BARS, (0.0, most))
    drawing = Drawing(f"How many samples have which {name}", 560, 160)
    top = max(int(counts.max(initial=0)), 1)
    for index, count in enumerate(counts.tolist()):
        ends = (index / _BARS, 0.0), ((index + 0.9) / _BARS, count / top)
        drawing.bar(*ends, ORANGE, tip=f"{count:,} samples")
    drawing.axes(("0", f"{most:.3g} and more", name), ("0", f"{top:,}", "samples"))
    return drawing.svg()


def scatter(true: NDArray[np.float32], said: NDArray[np.float32], column: str) -> str:
    """A point a sample, and the line where both are equal."""
    low, high = (float(f(np.r_[true, said])) for f in (np.min, np.max))
    scale = (high - low) or 1.0
    drawing = Drawing(f"{column}: what was said against what is so", 300, 300, left=72)
    drawing.line((0, 0), (1, 1), QUIET)
    for place in zip(((true - low) / scale).tolist(), ((said - low) / scale).tolist(), strict=True):
        drawing.dot(place)
    ends = f"{low:.4g}", f"{high:.4g}"
    drawing.axes((*ends, f"true {column}"), (*ends, "said"))
    return drawing.svg()
