"""Of masks: pictures with their true and said masks, worst first, and the overlap by class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from matplotlib import colormaps

from netwright.interfaces.documents import IGNORED, Segmentation
from netwright.interfaces.metrics import ClassCounts
from netwright.interfaces.page import Section, picture, table
from netwright.training.report.figure import draw_strips
from netwright.training.report.held_out import HeldOut
from netwright.training.report.pictures import shown_inputs

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROWS = 6


def sections(held_out: HeldOut) -> list[Section]:
    """The parts of the page."""
    target = held_out.model.target
    assert isinstance(target, Segmentation)
    true = held_out.targets
    said = held_out.said(lambda outputs, rows: outputs[0].argmax(dim=1).to(torch.uint8))
    right = np.array([_share_right(t, s) for t, s in zip(true, said, strict=True)])
    worst = np.argsort(right, kind="stable")[:_ROWS]
    colors = _colors(target)
    columns = (
        ("input", shown_inputs(held_out, worst)),
        ("true", [colors[mask] for mask in true[worst]]),
        ("said", [colors[mask] for mask in said[worst]]),
    )
    draw_strips(held_out.folder / "masks.png", columns, [f"{right[i]:.0%} right" for i in worst])
    text = "The worst of the held-out pictures; black pixels do not count."
    return [
        picture("Held-out pictures", "masks.png", "Pictures with their masks", text),
        _class_table(target, true, said),
    ]


def _class_table(target: Segmentation, true: NDArray[np.uint8], said: NDArray[np.uint8]) -> Section:
    counted = true != IGNORED
    counts = ClassCounts.of(
        true[counted].astype(np.int64), said[counted].astype(np.int64), len(target.classes)
    )
    pixels = max(counts.true.sum(), 1.0)
    rows = [
        (name, f"{counts.true[i] / pixels:.1%}", float(counts.iou()[i]), float(counts.f1()[i]))
        for i, name in enumerate(target.classes)
    ]
    return table("Class by class", ("Class", "Pixels", "IoU", "Dice"), rows)


def _share_right(true: NDArray[np.uint8], said: NDArray[np.uint8]) -> float:
    counted = true != IGNORED
    return float((true == said)[counted].mean()) if counted.any() else 1.0


def _colors(target: Segmentation) -> NDArray[np.uint8]:
    """uint8 [256,3]: the colour of each value of a mask; black where it does not count."""
    colors: NDArray[Any] = np.zeros((256, 3), np.uint8)
    wheel = (np.array(colormaps["tab20"].colors) * 255).astype(np.uint8)  # type: ignore[attr-defined]
    for index in range(len(target.classes)):
        colors[index] = target.colors[index] if target.colors else wheel[index % len(wheel)]
    return colors
