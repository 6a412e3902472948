"""A model file that is ready to predict."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.model_file import read_model_file
from netwright.inference.pixels import ONE_IMAGE, AnyImage, to_pixels
from netwright.inference.prediction import Prediction
from netwright.inference.session import IMAGES, PROBABILITIES, open_session
from netwright.interfaces.errors import DataError, ModelError, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

OnError = Callable[[Any, DataError], None]
_Batch = tuple[list["str | None"], list["NDArray[np.uint8]"]]


class Predictor:
    """Predicts images with a model file. Safe to share between threads.

    Attributes:
        model: The model's document: labels, preprocessing, metrics, provenance.
        labels: The labels, by class index.
        providers: What onnxruntime runs it on, most preferred first.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        providers: Sequence[str] | None = None,
        threads: int | None = None,
    ) -> None:
        """Open the model file.

        Args:
            path: A ``model.onnx`` that Netwright wrote.
            providers: onnxruntime's execution providers in order; None takes CUDA where this
                onnxruntime has it, then CPU.
            threads: Threads for one layer; None suits one image at a time on this machine.

        Raises:
            ModelError: The file cannot be used; the error says why and what to do.
            DocumentError: The model was written by a newer Netwright.
            UsageError: This onnxruntime has no such provider, or `threads` is not positive.
            DeviceError: A provider that was asked for does not start on this machine.
        """
        file = read_model_file(path)
        self.model = file.model
        self.labels = file.model.labels
        self._path = file.path
        self._session = open_session(file, providers, threads)
        self.providers: tuple[str, ...] = tuple(self._session.get_providers())

    def __call__(self, image: AnyImage) -> Prediction:
        """The prediction for one image.

        Args:
            image: A path, the bytes of an image file, a PIL image, or a uint8 array [H,W] or
                [H,W,C] of any size, 0 to 255.

        Raises:
            DataError: The image cannot be read, or the array is of another dtype or shape.
        """
        pixels = to_pixels(image, self.model.preprocessing)
        return Prediction.of(_path_of(image), self._run([pixels])[0], self.labels)

    def predict(
        self,
        images: Iterable[AnyImage],
        *,
        batch_size: int = 32,
        on_error: OnError | None = None,
    ) -> Iterator[Prediction]:
        """The predictions for many images, in order, as they are asked for.

        No more than `batch_size` images are taken from `images` and held at a time, so a
        generator may go on for ever.

        Args:
            images: Images as for one; also an array uint8 [N,H,W,C] or [N,H,W].
            batch_size: How many images run through the model together.
            on_error: Called with the image and the error for one that cannot be read, which is
                then left out; without it the error is raised.

        Raises:
            DataError: An image cannot be read and there is no `on_error`.
            UsageError: `images` is one image, or `batch_size` is not positive.
        """
        if isinstance(images, ONE_IMAGE):
            raise UsageError("expected several images, but one came.", fix="predictor(image)")
        if batch_size < 1:
            raise UsageError(
                f"batch_size is a number from 1, but {batch_size} came.", fix="leave it out."
            )
        return self._stream(iter(images), batch_size, on_error)

    def _stream(
        self, images: Iterator[AnyImage], batch_size: int, on_error: OnError | None
    ) -> Iterator[Prediction]:
        for paths, pixels in self._batches(images, batch_size, on_error):
            for path, probabilities in zip(paths, self._run(pixels), strict=True):
                # A copy: a prediction that is kept must not keep its whole batch.
                yield Prediction.of(path, probabilities.copy(), self.labels)

    def _batches(
        self, images: Iterator[AnyImage], batch_size: int, on_error: OnError | None
    ) -> Iterator[_Batch]:
        paths: list[str | None] = []
        pixels: list[NDArray[np.uint8]] = []
        for image in images:
            try:
                pixels.append(to_pixels(image, self.model.preprocessing))
            except DataError as error:
                if on_error is None:
                    raise
                on_error(image, error)
                continue
            paths.append(_path_of(image))
            if len(paths) == batch_size:
                yield paths, pixels
                paths, pixels = [], []
        if paths:
            yield paths, pixels

    def _run(self, pixels: list[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """float32 [N,classes] for N images of uint8 [H,W,C]."""
        batch = np.stack(pixels) if len(pixels) > 1 else pixels[0][np.newaxis]
        feed = {IMAGES: np.ascontiguousarray(batch)}
        try:
            (probabilities,) = self._session.run([PROBABILITIES], feed)
        except Exception as error:  # onnxruntime's own errors share no base but this.
            raise ModelError(
                f"onnxruntime failed on a batch of {len(pixels)}: {error}.",
                file=self._path,
                fix="use a smaller batch_size, or export the model anew from its run.",
            ) from None
        expected = (len(pixels), len(self.labels))
        if probabilities.shape != expected:
            raise ModelError(
                f"the model gives probabilities {list(probabilities.shape)} "
                f"where its labels ask for {list(expected)}.",
                file=self._path,
                fix="export the model anew from its run.",
            )
        result: NDArray[np.float32] = probabilities
        return result


def _path_of(image: AnyImage) -> str | None:
    return os.fspath(image) if isinstance(image, (str, os.PathLike)) else None
