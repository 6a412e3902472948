"""The samples that were done worst, as pictures or as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.answers.multi_label import LabelSet
from netwright.inference.answers.picture import to_bytes
from netwright.inference.evaluation.examining import Examination
from netwright.inference.evaluation.losses import loss_name
from netwright.inference.evaluation.report.pictures import figures
from netwright.inference.evaluation.watching import Seen
from netwright.inference.palette import palette_of
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import ImagePreprocessing, TextPreprocessing
from netwright.interfaces.documents.target import (
    Classification,
    MultiLabel,
    Regression,
    Segmentation,
)
from netwright.interfaces.metrics import psnr
from netwright.interfaces.page import Section, table
from netwright.interfaces.tokens import tokens_to_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_CHARACTERS = 120
_MOST_STRIPS = 8


def mistakes(found: Examination) -> Section:
    """The part of the page."""
    model, title = found.model, _title(found)
    if isinstance(model.preprocessing, ImagePreprocessing):
        entries = [
            (_shown(seen, model), f"{said_of(seen, model)}\n{found.names[seen.number]}")
            for seen in found.worst.found
        ]
        beside = _beside(found)
        line = f"<p>Each {beside}.</p>\n" if beside else ""
        return Section(title, line + figures(entries[:_MOST_STRIPS] if beside else entries))
    rows = [
        (found.names[seen.number], *_text(seen, model), said_of(seen, model), seen.loss)
        for seen in found.worst.found
    ]
    is_text = isinstance(model.preprocessing, TextPreprocessing)
    head = ("Sample", *(["Text"] if is_text else []), "What was said", loss_name(model))
    return table(title, head, rows)


def _beside(found: Examination) -> str:
    """What stands beside a sample's own picture."""
    if found.model.task == "segmentation":
        return "with its true mask and the one that was said"
    if found.model.task == "image_to_image":
        return "with what was made of it and what was wanted"
    return "with what came back" if found.model.task == "autoencoding" else ""


def _title(found: Examination) -> str:
    if found.model.task != "classification":
        return "Done worst"
    wrong = sum(seen.said != seen.target for seen in found.worst.found)
    return "Worst mistakes" if wrong else "No mistake; what it was least sure of"


def said_of(seen: Seen, model: Model) -> str:
    """What was said of a sample and what is so, in words."""
    target = model.target
    if isinstance(target, Classification):
        assert seen.target is not None
        assert seen.said is not None
        said = f"{target.classes[seen.said]} {seen.answer[seen.said]:.1%}"
        is_right = seen.said == int(seen.target)
        return said if is_right else f"{said}, is {target.classes[int(seen.target)]}"
    if isinstance(target, MultiLabel):
        least = None if model.thresholds is None else model.thresholds.values
        said = _listed(LabelSet.of(None, seen.answer, target.classes, least).labels)
        assert seen.target is not None
        true = [name for name, is_so in zip(target.classes, seen.target, strict=True) if is_so]
        return f"said {said}; is {_listed(true)}"
    if isinstance(target, Regression):
        assert seen.target is not None
        values = zip(target.columns, seen.answer.tolist(), seen.target.tolist(), strict=True)
        return "; ".join(f"{name} {said:.4g}, is {true:.4g}" for name, said, true in values)
    if target.task == "segmentation":
        return f"{seen.loss:.1%} {loss_name(model)}"
    if isinstance(model.preprocessing, ImagePreprocessing):
        return f"PSNR {_psnr(seen):.1f} dB"
    return f"{seen.loss:.4g} {loss_name(model)}"


def _listed(labels: Any) -> str:
    return ", ".join(labels) or "nothing"


def _psnr(seen: Seen) -> float:
    wanted = seen.input if seen.target is None else seen.target
    return float(psnr(seen.answer[np.newaxis], wanted[np.newaxis] / np.float32(255))[0])


def _shown(seen: Seen, model: Model) -> list[NDArray[Any]]:
    """The sample as it was read, and beside it what is so and what was said, where it is one."""
    target = model.target
    if isinstance(target, Segmentation):
        assert seen.target is not None
        colors = np.array(palette_of(target), np.uint8).reshape(-1, 3)
        return [seen.input, colors[seen.target], colors[seen.answer.argmax(axis=0)]]
    if target.task in ("image_to_image", "autoencoding"):
        wanted = [] if seen.target is None else [seen.target]
        return [seen.input, to_bytes(seen.answer), *wanted]
    return [seen.input]


def _text(seen: Seen, model: Model) -> list[str]:
    if not isinstance(model.preprocessing, TextPreprocessing):
        return []
    text = " ".join(tokens_to_text(seen.input, model.preprocessing).split())
    return [text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"]
