"""A picture that is drawn or dropped onto the page, and what a model says of it at once."""

from __future__ import annotations

import base64
import dataclasses
import functools
import io
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from netwright.interfaces.documents import ImagePreprocessing, Segmentation
from netwright.interfaces.errors import UsageError

from ..routes.messages.models import HeatTold, Number, PredictionTold, ReadingTold, Share
from .opened import opened
from .own_models import own_model

if TYPE_CHECKING:
    from netwright.inference import Explainer, Predictor

_MOST_PIXELS, _MOST_PIXELS_AS_THEY_ARE = 50_000_000, 4_000_000
_SMALLEST_SIDE, _LARGEST_SIDE = 256, 640
"""Of pictures that are shown: small ones are made larger, large ones need not travel."""

_EXPLAINED = ("classification", "multi_label", "regression")
_DRAWN = (*_EXPLAINED, "autoencoding")
"""Masks and filters are for photographs; what is drawn is told apart."""

_AT_ONCE, _PATIENCE_SECONDS = 2, 20.0
_turns = threading.BoundedSemaphore(_AT_ONCE)


def reading_of(name: str) -> ReadingTold:
    """What pictures the model of that name reads.

    Raises:
        NetwrightError: There is none, it cannot be used, or it reads something else.
    """
    predictor, reading = _of_pictures(own_model(name))
    return ReadingTold(
        name=name,
        task=predictor.model.task,
        labels=predictor.labels,
        width=reading.width,
        height=reading.height,
        channels=reading.channels,
        # Of most drawings that a model learns from, the ground is what there is more of.
        dark=reading.mean[0] < 0.5,
        drawn=predictor.model.task in _DRAWN,
        explains=predictor.model.task in _EXPLAINED,
    )


def prediction(content: bytes, name: str, top: int) -> PredictionTold:
    """What the model says of a picture.

    Args:
        content: The bytes of an image file.
        name: The model's.
        top: How many of the most probable labels are told.

    Raises:
        NetwrightError: As `reading_of`; or the picture cannot be read, or is too large.
    """
    with _turn():
        predictor, _ = _of_pictures(own_model(name))
        picture = _checked(content, predictor)
        began = time.perf_counter()
        answer = predictor(picture)
        seconds = time.perf_counter() - began
        told = _told(predictor, answer, picture, top)
    return PredictionTold(task=predictor.model.task, milliseconds=1000 * seconds, **told)


def heat(content: bytes, name: str, label: str) -> HeatTold:
    """Where the model looks for a label; for no label, for what it says.

    Raises:
        NetwrightError: As `prediction`; or the model gives masks or pictures.
    """
    with _turn():
        path = own_model(name)
        picture = _checked(content, _of_pictures(path)[0])
        found: Any = _explainer(str(path), path.stat().st_mtime_ns)(picture, label=label or None)
        small = dataclasses.replace(found, size=_shown_size(found.size))
        over = small.overlay(picture)
    return HeatTold(label=found.label, method=found.method, picture=_as_text(over))


@contextmanager
def _turn() -> Iterator[None]:
    """Few at a time: each takes all cores for a moment. Raises UsageError after some seconds."""
    if not _turns.acquire(timeout=_PATIENCE_SECONDS):
        raise UsageError("the server is busy with other pictures.", fix="try again in a moment.")
    try:
        yield
    finally:
        _turns.release()


def _of_pictures(path: Path) -> tuple[Predictor, ImagePreprocessing]:
    predictor = opened(str(path))
    reading = predictor.model.preprocessing
    if not isinstance(reading, ImagePreprocessing):
        raise UsageError(
            f"this model reads {reading.kind}, no pictures.", fix="use the node Predict values."
        )
    return predictor, reading


def _checked(content: bytes, predictor: Predictor) -> bytes:
    from netwright.inference.received_images import check_image

    as_they_are = predictor.model.any_size is not None
    return check_image(content, _MOST_PIXELS_AS_THEY_ARE if as_they_are else _MOST_PIXELS)


@functools.lru_cache(maxsize=2)
def _explainer(model: str, changed: int) -> Explainer:
    from netwright.inference import Explainer  # Brings onnxruntime with it.

    return Explainer(model)


def _told(predictor: Predictor, answer: Any, picture: bytes, top: int) -> dict[str, Any]:
    """The parts of the answer that its task has."""
    from netwright.inference.answer_pictures import gives_pictures, picture_maker

    model, task = predictor.model, predictor.model.task
    if task == "classification":
        shares = [Share(label=label, share=share) for label, share in answer.top(top)]
        return {"label": answer.label, "shares": tuple(shares)}
    if task == "multi_label":
        pairs = sorted(zip(answer.known, answer.probabilities, strict=True), key=lambda p: -p[1])
        shares = [Share(label=label, share=float(share)) for label, share in pairs[:top]]
        return {"label": ", ".join(answer.labels), "shares": tuple(shares)}
    if task == "regression":
        numbers = [Number(name=n, value=v) for n, v in answer.values.items()]
        return {"label": "", "numbers": tuple(numbers)}
    if isinstance(model.target, Segmentation):
        return _of_mask(answer, model.target, picture)
    numbers = [Number(name="error", value=answer.error)] if task == "autoencoding" else []
    made = picture_maker(model)(answer) if gives_pictures(model) else None
    return {
        "label": "",
        "numbers": tuple(numbers),
        "picture": "" if made is None else _as_text(_fitted(made)),
    }


def _of_mask(mask: Any, target: Segmentation, picture: bytes) -> dict[str, Any]:
    from netwright.inference.palette import palette_of

    palette = palette_of(target)
    colours = {
        name: "#{:02x}{:02x}{:02x}".format(*palette[3 * i : 3 * i + 3])
        for i, name in enumerate(target.classes)
    }
    shares = [
        Share(label=label, share=share, colour=colours[label])
        for label, share in mask.shares().items()
    ]
    return {
        "label": shares[0].label,
        "shares": tuple(shares),
        "picture": _as_text(_tinted(mask, palette, picture)),
    }


def _tinted(mask: Any, palette: list[int], picture: bytes) -> Image.Image:
    """The picture with the classes' colours over it; the first class leaves it as it is."""
    from netwright.interfaces.imaging import read_image

    width, height = _shown_size(mask.size)
    as_shown = ImagePreprocessing(
        mode="RGB", height=height, width=width, mean=(0, 0, 0), std=(1, 1, 1)
    )
    below = Image.fromarray(read_image(picture, as_shown))
    classes = Image.fromarray(mask.at_own_size()).resize((width, height), Image.Resampling.NEAREST)
    coloured = classes.copy()
    coloured.putpalette(palette)
    strength = classes.point([0, *[150] * 254, 0])
    return Image.composite(coloured.convert("RGB"), below, strength)


def _fitted(picture: Image.Image) -> Image.Image:
    size = _shown_size(picture.size)
    enlarged = max(size) > max(picture.size)
    return picture.resize(size, Image.Resampling.NEAREST if enlarged else Image.Resampling.LANCZOS)


def _shown_size(size: tuple[int, int]) -> tuple[int, int]:
    largest = max(size)
    scale = min(max(largest, _SMALLEST_SIDE), _LARGEST_SIDE) / largest
    return max(1, round(scale * size[0])), max(1, round(scale * size[1]))


def _as_text(picture: Image.Image) -> str:
    content = io.BytesIO()
    picture.save(content, "PNG", compress_level=1)
    return base64.b64encode(content.getvalue()).decode()
