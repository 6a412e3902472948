"""From a task to the parts of its page."""

from __future__ import annotations

from collections.abc import Callable

from netwright.interfaces.page import Section
from netwright.training.report import (
    classification,
    multi_label,
    numbers,
    pictures,
    regression,
    segmentation,
    text,
)
from netwright.training.report.held_out import HeldOut

_SECTIONS: dict[str, Callable[[HeldOut], list[Section]]] = {
    "classification": classification.sections,
    "multi_label": multi_label.sections,
    "regression": regression.sections,
    "segmentation": segmentation.sections,
    "image_to_image": pictures.sections,
    "autoencoding": numbers.sections,
    "next_token": text.sections,
}


def sections_of(held_out: HeldOut) -> list[Section]:
    """What the page shows of the held-out samples."""
    model = held_out.model
    if model.task == "autoencoding" and model.preprocessing.kind == "image":
        return pictures.sections(held_out)
    return _SECTIONS[model.task](held_out)
