"""From a request's body to samples that a model takes, a part at a time."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any

import numpy as np

from netwright.inference.inputs import Sample
from netwright.inference.predictor import Predictor
from netwright.inference.received_images import TooManyPixelsError, check_image
from netwright.inference.serving.json_text import from_json
from netwright.inference.serving.multipart import read_multipart
from netwright.inference.serving.refusals import RequestError, too_large, unfit
from netwright.inference.serving.settings import Settings
from netwright.interfaces.errors import DataError, UsageError

# Python's lists take up to 64 bytes for what is 2 bytes of JSON.
_MOST_JSON_VALUES = 2_000_000
_SMALLER = "send a smaller one; see --max-megapixels of netwright serve."
_IN_JSON = '{"inputs": [...]}'


class Reading:
    """The samples in one body. Used by one thread at a time, and never by the event loop.

    Args:
        body: All of it.
        content_type: The request's header.
        predictor: The model.
        settings: Limits.
    """

    def __init__(
        self, body: bytes | bytearray, content_type: str, predictor: Predictor, settings: Settings
    ) -> None:
        self._body, self._content_type = body, content_type
        self._predictor, self._settings = predictor, settings
        self._kind = predictor.model.preprocessing.kind
        fitted = predictor.model.any_size is None
        self._max_pixels = (
            settings.max_pixels
            if fitted
            else min(settings.max_pixels, settings.max_pixels_unfitted)
        )
        self._samples: Sequence[Any] | None = None
        self._done = 0
        self.names: list[str] | None = None

    @property
    def ended(self) -> bool:
        """Whether all samples have been given."""
        return self._samples is not None and self._done == len(self._samples)

    def next_part(self) -> list[Sample]:
        """The next samples, as many as fit into a batch. Raises RequestError."""
        if self._samples is None:
            self._samples = self._all_samples()
        start = self._done
        part = self._samples[start : start + self._settings.max_batch]
        self._done += len(part)
        if self._kind == "table":
            return self._read(part, start + 1)
        return [s for n, sample in enumerate(part, start + 1) for s in self._read([sample], n)]

    def only_sample(self) -> Any:
        """The one sample, as a `Predictor` takes it and not read yet. Raises RequestError."""
        samples = self._all_samples()
        if len(samples) != 1:
            raise RequestError(
                f"expected one sample, but {len(samples)} came.", fix="send one at a time."
            )
        if self._kind != "image":
            return samples[0]
        try:
            return self._image(samples[0])
        except (DataError, RequestError) as error:
            raise unfit(error) from None

    def _read(self, samples: Sequence[Any], first: int) -> list[Sample]:
        places = {} if self._kind == "table" else {"sample": first}
        try:
            if self._kind == "image":
                samples = [self._image(sample) for sample in samples]
            return self._predictor.read(samples, first=first)
        except (DataError, RequestError, UsageError) as error:
            raise unfit(error, **places) from None

    def _all_samples(self) -> Sequence[Any]:
        media_type = self._content_type.partition(";")[0].strip().lower()
        samples = self._of_media_type(media_type)
        if len(samples) > self._settings.max_samples:
            most = self._settings.max_samples
            raise too_large(
                f"{len(samples)} samples came, more than {most}.", fix=f"send {most} at a time."
            )
        if not samples:
            raise RequestError("there is no sample in the request.", fix="send at least one.")
        return samples

    def _of_media_type(self, media_type: str) -> Sequence[Any]:
        if media_type == "application/json":
            return self._of_json()
        if self._kind in ("image", "text") and media_type == "multipart/form-data":
            most = self._settings.max_samples
            uploads = read_multipart(self._body, self._content_type, most)
            self.names = [upload.name for upload in uploads]
            contents = [upload.content for upload in uploads]
            return contents if self._kind == "image" else [_text(one) for one in contents]
        raw = media_type.startswith("image/") or media_type == "application/octet-stream"
        if self._kind == "image" and (raw or not media_type):
            return [bytes(self._body)]
        if self._kind == "text" and media_type == "text/plain":
            return [_text(self._body)]
        raise self._unknown(media_type)

    def _unknown(self, media_type: str) -> RequestError:
        expected = {
            "image": "an image (image/png, image/jpeg), multipart/form-data or application/json",
            "text": "text/plain, multipart/form-data or application/json",
        }.get(self._kind, "application/json")
        shown = repr(media_type[:100]) if media_type else "no Content-Type"
        example = "image/png" if self._kind == "image" else "application/json"
        return RequestError.of(
            415,
            f"expected {expected}, but {shown} came.",
            header="Content-Type",
            fix=f"curl -H 'Content-Type: {example}' says what is sent.",
        )

    def _of_json(self) -> Sequence[Any]:
        if sum(map(self._body.count, (b",", b"[", b"{"))) > _MOST_JSON_VALUES:
            raise too_large(
                f"the JSON holds more than {_MOST_JSON_VALUES:,} values.",
                fix="send fewer samples at a time, and images as files.",
            )
        try:
            content = from_json(self._body)
        except ValueError as error:  # Also of text that is no UTF-8.
            raise RequestError(
                f"the JSON cannot be read: {str(error)[:200]}.", fix=f"send {_IN_JSON}."
            ) from None
        inputs = content.get("inputs") if isinstance(content, dict) else None
        if isinstance(inputs, list) and len(content) == 1:
            return inputs
        raise RequestError(
            "expected an object with one list, 'inputs', and nothing else.",
            fix=f"send {_IN_JSON}, with a list also for one sample.",
        )

    def _image(self, sample: Any) -> Any:
        """Bytes of an image file that may be decoded, or an array. Raises as `check_image` does."""
        if isinstance(sample, list):
            return _pixels(sample)
        if isinstance(sample, str):
            sample = _decoded(sample)
        if not isinstance(sample, bytes):
            raise DataError(
                f"expected an image, but a {type(sample).__name__} came.",
                fix="send a file's bytes in base64, or lists of 0 to 255: [H,W] or [H,W,C].",
            )
        try:
            return check_image(sample, self._max_pixels, _SMALLER)
        except TooManyPixelsError as error:
            raise too_large(error.message, fix=error.fix) from None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.rpartition(",")[2], validate=True)
    except (ValueError, binascii.Error):
        raise DataError(
            "expected an image in base64, but the text is something else.",
            fix='base64.b64encode(open("img.png", "rb").read()).decode() makes it.',
        ) from None


def _pixels(lists: list[Any]) -> np.ndarray:
    try:
        array = np.asarray(lists)
    except ValueError:  # Of different lengths, or nested deeper than an array may be.
        array = np.empty(0, object)
    whole = array.dtype.kind in "iu" and array.size > 0
    if not whole or array.min() < 0 or array.max() > 255:
        raise DataError(
            "expected an image as lists of equal length, of whole numbers from 0 to 255.",
            fix="send lists of the shape [H,W] or [H,W,C].",
        )
    return array.astype(np.uint8)


def _text(content: bytes | bytearray) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestError(
            "expected text in UTF-8, but other bytes came.", fix="save the text as UTF-8."
        ) from None
