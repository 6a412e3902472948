"""Which metrics tell the better epoch, and the better run, of each task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from netwright.interfaces.documents import Dataset

Best = tuple[tuple[str, Literal["max", "min"]], ...]
"""Metrics without ``val_``, the most important first: (``accuracy``, ``max``)."""

BEST: Mapping[str, Best] = {
    "classification": (("accuracy", "max"), ("loss", "min")),
    "multi_label": (("average_precision", "max"), ("loss", "min")),
    "regression": (("r2", "max"), ("loss", "min")),
    "segmentation": (("iou", "max"), ("loss", "min")),
    "pictures": (("psnr", "max"), ("loss", "min")),
    "autoencoding": (("r2", "max"), ("loss", "min")),
    "next_token": (("loss", "min"),),
}
"""By what a task compares: `pictures` where pictures are wanted, else the task's own name."""


def best_of(dataset: Dataset) -> Best:
    """What decides for the task of a data set."""
    pictures = dataset.task == "autoencoding" and dataset.preprocessing.kind == "image"
    return BEST["pictures" if pictures or dataset.task == "image_to_image" else dataset.task]


def better(best: Best, metrics: Mapping[str, float], than: Mapping[str, float]) -> str | None:
    """The first metric that differs, where it is better; None where it is worse, or none differs.

    NaN is worse than every number.
    """
    for name, direction in best:
        value, other = metrics[f"val_{name}"], than[f"val_{name}"]
        if value != value:
            return None
        if other != other:
            return name
        if value != other:
            return name if (value > other) == (direction == "max") else None
    return None
