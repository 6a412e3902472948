"""Any kind of image that a person holds, as the pixels that a model reads."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Union

import numpy as np
from PIL import Image

from netwright.inference.inputs.own_sizes import reading_at, size_to_read
from netwright.inference.inputs.reader import Sample
from netwright.interfaces.errors import DataError, UsageError
from netwright.interfaces.imaging import open_image, read_image, upright_size

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.interfaces.documents.model import AnySize
    from netwright.interfaces.documents.preprocessing import ImagePreprocessing

AnyImage = Union[str, "PathLike[str]", bytes, Image.Image, "NDArray[np.uint8]"]
_UINT8 = np.dtype(np.uint8)
ONE_IMAGE = (str, PathLike, bytes, Image.Image)
"""The types of one image, arrays apart: an array may also be many."""


class ImageReader:
    """Reads images as `to_pixels` takes them.

    Args:
        preprocessing: The mode and size to give.
        with_sizes: Whether each image's own size is asked for.
        any_size: Given, images are read at their own size, or the nearest that it allows.
    """

    noun = "images"
    together = False
    as_it_is = True
    block_size: tuple[int, ...]

    def __init__(
        self,
        preprocessing: ImagePreprocessing,
        *,
        with_sizes: bool = False,
        any_size: AnySize | None = None,
    ) -> None:
        self._preprocessing = preprocessing
        self._any_size = any_size
        self._with_sizes = with_sizes
        self._shape = preprocessing.raw_shape
        self.block_size = (preprocessing.width, preprocessing.height) if with_sizes else ()

    def is_one(self, samples: object) -> bool:
        """Whether it is a path, bytes or a PIL image."""
        return isinstance(samples, ONE_IMAGE)

    def block(self, samples: NDArray[Any]) -> NDArray[Any] | None:
        """uint8 [N,H,W,C] of such an array, or of grey images [N,H,W], of the model's size."""
        if samples.dtype != _UINT8:
            return None
        if samples.shape[1:] == self._shape:
            return samples
        if self._shape[2] == 1 and samples.shape[1:] == self._shape[:2]:
            return samples[..., np.newaxis]
        return None

    def read(self, samples: Sequence[AnyImage], first: int) -> list[Sample]:
        """The images' pixels. Raises DataError and UsageError as `to_pixels` does."""
        return [self._read(image) for image in samples]

    def _read(self, image: AnyImage) -> Sample:
        pixels = to_pixels(image, self._reading(image))
        path = fspath(image) if isinstance(image, (str, PathLike)) else None
        return Sample(path, pixels, _own_size(image) if self._with_sizes else ())

    def _reading(self, image: AnyImage) -> ImagePreprocessing:
        if self._any_size is None:
            return self._preprocessing
        check_kind(image)
        return reading_at(self._preprocessing, size_to_read(_own_size(image), self._any_size))


def to_pixels(image: AnyImage, preprocessing: ImagePreprocessing) -> NDArray[np.uint8]:
    """The image as the model's input.

    Args:
        image: A path, the bytes of an image file, a PIL image, or a uint8 array [H,W] (grey) or
            [H,W,C] with C = 1 (grey), 3 (RGB) or 4 (RGBA), 0 to 255, of any size.
        preprocessing: The mode and size to give.

    Returns:
        uint8 [H,W,C].

    Raises:
        DataError: The image cannot be read, or the array is of another dtype or shape.
        UsageError: `image` is none of these.
    """
    check_kind(image)
    if isinstance(image, np.ndarray):
        return _from_array(image, preprocessing)
    return read_image(fspath(image) if isinstance(image, PathLike) else image, preprocessing)


def check_kind(image: object) -> None:
    """Raise DataError for an array that is no image, and UsageError for what is none at all."""
    if isinstance(image, np.ndarray):
        _check(image)
    elif not isinstance(image, ONE_IMAGE):
        raise UsageError(
            f"expected an image, but a {type(image).__name__} came.",
            fix="give a path, bytes, a PIL image, or a uint8 array [H,W,C].",
        )


def _own_size(image: AnyImage) -> tuple[int, int]:
    """(width, height) in pixels, upright, of an image that can be read."""
    if isinstance(image, np.ndarray):
        return image.shape[1], image.shape[0]
    source = fspath(image) if isinstance(image, PathLike) else image
    with open_image(source) as opened:
        return upright_size(opened)


def _from_array(array: NDArray[Any], preprocessing: ImagePreprocessing) -> NDArray[np.uint8]:
    pixels = array[:, :, np.newaxis] if array.ndim == 2 else array
    height, width, channels = preprocessing.height, preprocessing.width, preprocessing.channels
    if pixels.shape == (height, width, channels):
        return pixels
    grey = pixels.shape[2] == 1
    return read_image(Image.fromarray(pixels[:, :, 0] if grey else pixels), preprocessing)


def _check(array: NDArray[Any]) -> None:
    if array.dtype != np.uint8:
        raise DataError(
            f"expected an array of uint8, 0 to 255, but {array.dtype} came.",
            fix="(255 * image).round().astype('uint8') if it goes from 0 to 1, "
            "else image.astype('uint8').",
        )
    if array.size and (array.ndim == 2 or (array.ndim == 3 and array.shape[2] in (1, 3, 4))):
        return
    fix = "give one image, with the channels last."
    if array.ndim == 3 and array.shape[0] in (1, 3, 4):
        fix = "image.transpose(1, 2, 0) puts the channels last."
    elif array.ndim == 4:
        fix = "predictor.predict(images) takes several images."
    raise DataError(
        "expected an array [H,W] or [H,W,C] with 1, 3 or 4 channels, "
        f"but {list(array.shape)} came.",
        fix=fix,
    )
