"""From answers to what a client gets: JSON, or the PNG alone where one picture is asked for."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image
from starlette.responses import Response

from netwright.inference.answer_pictures import gives_pictures, picture_maker
from netwright.inference.palette import palette_of
from netwright.inference.serving.refusals import json_response
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.target import Segmentation

_PNG = "image/png"
_MOST_LIGHT = 500
"""Labels told in one answer; each takes about a microsecond."""


class Reply:
    """Collects the answers of one request. Used by one thread at a time.

    Args:
        model: The document of the model that answers.
        top: How many of the most probable labels or tokens are told.
        accept: The request's header.
    """

    def __init__(self, model: Model, top: int, accept: str) -> None:
        self._model, self._top = model, top
        self._pictures = gives_pictures(model)
        self._as_png = self._pictures and _PNG in accept and "json" not in accept
        self._contents: list[dict[str, Any]] = []
        self._png = b""

    def is_light(self, more: int) -> bool:
        """Whether the whole answer, with `more` samples, is made in a fraction of a millisecond."""
        told = max(self._top, len(self._model.labels))
        numbers = self._model.task not in ("autoencoding", "next_token")
        few = (len(self._contents) + more) * told <= _MOST_LIGHT
        return numbers and few and not self._pictures

    def add(self, answers: Sequence[Any]) -> None:
        """The answers of one batch."""
        for answer in answers:
            content = self._content(answer)
            if self._pictures:
                self._png = png_of(picture_maker(self._model)(answer))
                if not self._as_png:
                    content["png"] = base64.b64encode(self._png).decode()
            self._contents.append(content)

    def last(
        self, answers: Sequence[Any], name: str, version: str, names: list[str] | None
    ) -> Response:
        """What the client gets, with the answers of the last batch.

        Args:
            answers: As for `add`.
            name: What the model is called.
            version: Its version.
            names: What the samples are called, where they came as files.
        """
        self.add(answers)
        if self._as_png and len(self._contents) == 1:
            return Response(self._png, media_type=_PNG)
        for content, file in zip(self._contents, names or (), strict=False):
            content["name"] = file
        return json_response({"model": name, "version": version, "answers": self._contents})

    def _content(self, answer: Any) -> dict[str, Any]:
        task = self._model.task
        options = {"top": self._top} if task in ("classification", "next_token") else {}
        content = dict(answer.to_dict(**options))
        del content["path"]  # Nothing came from a path.
        if isinstance(self._model.target, Segmentation):
            content["colors"] = dict(_colors(self._model.target))
        if task == "autoencoding" and self._model.preprocessing.kind == "array":
            content["values"] = answer.values.tolist()
        return content


def png_of(picture: Image.Image) -> bytes:
    """The picture as a PNG file."""
    file = io.BytesIO()
    # Level 1 takes a third of the time, and a tenth more bytes.
    picture.save(file, "png", compress_level=1)
    return file.getvalue()


def _colors(target: Segmentation) -> Iterator[tuple[str, str]]:
    palette = palette_of(target)
    for index, label in enumerate(target.classes):
        yield label, "#" + bytes(palette[3 * index : 3 * index + 3]).hex()
