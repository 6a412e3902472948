"""Reading a mask, one class a pixel, the one way; and back to the size of its picture.

A mask goes the way of its picture, with two differences: no pixel is mixed from its neighbours,
and where a picture is padded with black its mask is padded with `IGNORED`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from netwright.interfaces.documents.target import IGNORED
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import (
    BROKEN,
    ImageSource,
    fit_image,
    open_image,
    orientation_of,
    picture_box,
    turn_upright,
    unreadable,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.interfaces.documents.preprocessing import ImagePreprocessing

Color = tuple[int, int, int]


def read_mask(
    source: ImageSource,
    preprocessing: ImagePreprocessing,
    *,
    colors: Sequence[Color] = (),
    values: Sequence[int] = (),
) -> NDArray[np.uint8]:
    """The mask as class indices, fitted as its picture is.

    Args:
        source: A path, the bytes of an image file, or a PIL image (not changed). A palette image
            gives its indices, a grey one its values, a black and white one 0 and 1.
        preprocessing: How its picture is read.
        colors: Red, green, blue of each class: masks in colour are then taken too, and a colour
            that is not among them is `IGNORED`.
        values: What stands for each class in the file, where it is not the class's index; any
            other value is `IGNORED`.

    Returns:
        uint8 [H,W]: class indices, and `IGNORED` where there is no picture.

    Raises:
        DataError: There is no such file, it is no image, it is cut short, or it is not a mask.
    """
    indices, orientation = _read(source, colors)
    if values:
        indices = _by_value(indices, values)
    upright = turn_upright(Image.fromarray(indices), orientation)
    fitted = fit_image(
        upright,
        (0, 0, *upright.size),
        preprocessing,
        resampling=Image.Resampling.NEAREST,
        padding=IGNORED,
    )
    return np.array(fitted, np.uint8)


def mask_values(source: ImageSource, *, colors: Sequence[Color] = ()) -> NDArray[np.uint8]:
    """uint8, sorted: the values that the mask's file holds; with `colors`, the classes in it.

    Raises:
        DataError: As `read_mask` does.
    """
    return np.unique(_read(source, colors)[0])


def _read(source: ImageSource, colors: Sequence[Color]) -> tuple[NDArray[np.uint8], int]:
    """The values of a mask as they lie in its file, uint8 [h,w], and its EXIF orientation."""
    with open_image(source) as image:
        place = source if isinstance(source, (str, Path)) else "(mask in memory)"
        if image.format in ("JPEG", "MPO"):
            raise _not_a_mask("a JPEG", place, "which mixes the classes at every border")
        try:
            image.load()
            return _indices(image, colors, place), orientation_of(image)
        except BROKEN as error:
            raise unreadable(source, error) from None


def restore_mask(
    mask: NDArray[np.uint8], preprocessing: ImagePreprocessing, size: tuple[int, int]
) -> NDArray[np.uint8]:
    """A mask that a model gave, at the size of the picture that it is about.

    Args:
        mask: uint8 [H,W] at the size of `preprocessing`.
        preprocessing: How the picture was read.
        size: (width, height) of the upright picture in pixels.

    Returns:
        uint8 [h,w]: class indices; `IGNORED` where cropping kept the picture from the model.
    """
    image = restore_picture(
        Image.fromarray(mask), preprocessing, size, Image.Resampling.NEAREST, outside=IGNORED
    )
    return np.array(image, np.uint8)


def restore_picture(
    image: Image.Image,
    preprocessing: ImagePreprocessing,
    size: tuple[int, int],
    resampling: Image.Resampling,
    *,
    outside: int = 0,
) -> Image.Image:
    """A picture of what a model saw, laid over the picture that it was read from.

    Args:
        image: Of one channel, at the size of `preprocessing`.
        preprocessing: How the picture was read.
        size: (width, height) of the upright picture in pixels.
        resampling: How pixels are mixed.
        outside: The value where cropping kept the picture from the model.

    Returns:
        An image of `size`.
    """
    width, height = size
    if preprocessing.fit == "pad":
        image = image.crop(picture_box(width / height, image.size))
    if preprocessing.fit != "crop":
        return image.resize(size, resampling)
    left, top, right, bottom = _seen(size, preprocessing)
    whole = Image.new(image.mode, size, outside)
    whole.paste(image.resize((right - left, bottom - top), resampling), (left, top))
    return whole


def _seen(size: tuple[int, int], preprocessing: ImagePreprocessing) -> tuple[int, int, int, int]:
    """The part of a picture that is left when it is cropped, as ImageOps.fit chooses it."""
    width, height = size
    aspect = preprocessing.width / preprocessing.height
    kept_width = min(width, max(1, round(height * aspect)))
    kept_height = min(height, max(1, round(width / aspect)))
    left, top = (width - kept_width) // 2, (height - kept_height) // 2
    return left, top, left + kept_width, top + kept_height


def _indices(image: Image.Image, colors: Sequence[Color], place: object) -> NDArray[np.uint8]:
    if image.mode in ("P", "L", "1"):
        return np.array(image).astype(np.uint8)
    if image.mode == "I" or image.mode.startswith("I;16"):
        values = np.array(image).astype(np.int64)
        if values.min() < 0 or values.max() > IGNORED:
            raise _not_a_mask(f"the value {values.max()}", place, f"above {IGNORED}")
        return values.astype(np.uint8)
    if image.mode in ("RGB", "RGBA"):
        pixels = np.array(image.convert("RGB"))
        if colors:
            return _by_color(pixels, colors)
        if (pixels == pixels[..., :1]).all():  # Grey all the same, as paint programs save it.
            return pixels[..., 0].copy()
    raise _not_a_mask(f"an image of mode {image.mode}", place, "which has no class indices")


def _by_value(found: NDArray[np.uint8], values: Sequence[int]) -> NDArray[np.uint8]:
    indices = np.full(256, IGNORED, np.uint8)
    indices[list(values)] = np.arange(len(values))
    return indices[found]


def _by_color(pixels: NDArray[np.uint8], colors: Sequence[Color]) -> NDArray[np.uint8]:
    indices = np.full(pixels.shape[:2], IGNORED, np.uint8)
    codes = _codes(pixels)
    for index, code in enumerate(_codes(np.array(colors, np.uint8))):
        indices[codes == code] = index
    return indices


def _codes(colors: NDArray[np.uint8]) -> NDArray[np.int32]:
    """One number for each colour: int32 [...] of uint8 [...,3]."""
    return colors.astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32)


def _not_a_mask(found: str, place: object, why: str) -> DataError:
    return DataError(
        f"expected a mask of class indices, but {found} came, {why}.",
        file=place,
        fix="save it as a PNG whose pixels are the class numbers (a palette or grey one), "
        "255 where a pixel shall not count; or name the classes' colors.",
    )
