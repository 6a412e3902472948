"""Reading an image the one way: the same function feeds training and prediction.

EXIF orientation is applied, transparency is laid on white, the mode is converted, and the size is
fitted by Pillow. Large JPEGs are decoded at a reduced scale, which is many times faster and stays
within 2/255 of the full decoding on photographs, on average over the pixels.
"""

from __future__ import annotations

import io
import math
import struct
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from netwright.interfaces.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.interfaces.documents.preprocessing import ImagePreprocessing

ImageSource = str | Path | bytes | Image.Image

IMAGE_SUFFIXES = frozenset(
    {".bmp", ".gif", ".jpeg", ".jpg", ".pgm", ".png", ".ppm", ".tif", ".tiff", ".webp"}
)
"""Endings, in lower case, of the files that are taken for images."""

# A reduced JPEG is kept at least this many times larger than what it is resized to; from there on
# Pillow's own antialiased resize does the work. Measured against the full decoding, at the gap
# itself and at scales of 1/2, 1/4 and 1/8: photographs differ by 0.5 to 1.9 of 255 on average,
# pictures of nothing but grass, gravel or bricks by up to 2.4 (with a gap of 2, by up to 1.7).
# 1600x1200 to 224x224 takes 5.4 ms with it, 6.7 ms with a gap of 2 and 14.7 ms in full; simplejpeg
# takes 5.1 and 6.2 ms. What is left is decoding the entropy code: 6 ms a MB of file.
_REDUCING_GAP = 4 / 3
_EXIF_ORIENTATION = 0x0112
_UPRIGHT_BY = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SWAPS_SIDES = frozenset({5, 6, 7, 8})

_RUN_BY_OTHERS = frozenset({"EPS", "WMF"})
"""What Pillow hands to Ghostscript and to Windows, which run what it says, whatever its ending."""

BROKEN = (
    EOFError,
    Image.DecompressionBombError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    ValueError,
    struct.error,
)
"""What Pillow's readers raise on files that are broken in one way or another."""


def read_image(source: ImageSource, preprocessing: ImagePreprocessing) -> NDArray[np.uint8]:
    """The image as the network's input before scaling.

    Args:
        source: A path, the bytes of an image file, or a PIL image (not changed).
        preprocessing: The mode and size to give.

    Returns:
        uint8 [H,W,C], 0 to 255, with C = 1 for mode L and 3 for RGB; an array of its own.

    Raises:
        DataError: There is no such file, it is no image, or it is cut short.
    """
    with open_image(source) as image:
        try:
            upright, aspect = _upright(image, preprocessing)
            fitted = fit_image(_convert(upright, preprocessing.mode), aspect, preprocessing)
        except BROKEN as error:
            raise unreadable(source, error) from None
        # A view would be read-only, which torch warns of.
        pixels = np.array(fitted, dtype=np.uint8)
    return pixels.reshape(preprocessing.height, preprocessing.width, preprocessing.channels)


def open_image(source: ImageSource) -> Image.Image:
    """The image file, header read and pixels not yet. Raises DataError as `read_image` does."""
    try:
        if isinstance(source, Image.Image):
            return source.copy()
        image = Image.open(io.BytesIO(source) if isinstance(source, bytes) else source)
        if image.format in _RUN_BY_OTHERS:
            image.close()
            raise UnidentifiedImageError
        return image
    except BROKEN as error:
        raise unreadable(source, error) from None


def upright_size(image: Image.Image) -> tuple[int, int]:
    """(width, height) in pixels once the EXIF orientation is applied.

    JPEGs are not decoded for it; other formats may be.
    """
    if image.format == "TIFF":
        with suppress(*BROKEN):
            image.load()  # Which turns it upright, and takes the orientation out of its EXIF.
    width, height = image.size
    return (height, width) if orientation_of(image) in _SWAPS_SIDES else (width, height)


def orientation_of(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 is upright."""
    try:
        return image.getexif().get(_EXIF_ORIENTATION) or 1
    except BROKEN:
        return 1  # Of a photograph whose EXIF is broken, the pixels may still be sound.


def turn_upright(image: Image.Image, orientation: int) -> Image.Image:
    """The decoded image as a viewer shows it."""
    turn = _UPRIGHT_BY.get(orientation)
    return image if turn is None else image.transpose(turn)


def _upright(image: Image.Image, preprocessing: ImagePreprocessing) -> tuple[Image.Image, float]:
    """The decoded image with its EXIF orientation applied, and its width divided by its height.

    The latter of the whole image: decoding at a reduced scale rounds the sides up.
    """
    # MPO is what many phones write: a JPEG, with a preview or a second view behind it.
    is_jpeg = isinstance(image, ImageFile.ImageFile) and image.format in ("JPEG", "MPO")
    if not is_jpeg:
        image.load()  # A TIFF has its sides from here on.
    aspect = image.width / image.height
    if is_jpeg:
        width, height = preprocessing.width, preprocessing.height
        if orientation_of(image) in _SWAPS_SIDES:
            width, height = height, width
        least = (math.ceil(width * _REDUCING_GAP), math.ceil(height * _REDUCING_GAP))
        image.draft(preprocessing.mode, least)  # For L the colours are not decoded.
        image.load()
    # ImageOps.exif_transpose also writes the EXIF anew, which fails where a field is broken.
    orientation = orientation_of(image)
    upright = turn_upright(image, orientation)
    return upright, 1 / aspect if orientation in _SWAPS_SIDES else aspect


def _convert(image: Image.Image, mode: str) -> Image.Image:
    if image.mode.startswith(("I;16", "I")):
        image = _eight_bits(image)
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        image = Image.alpha_composite(white, rgba)
    return image if image.mode == mode else image.convert(mode)


def _eight_bits(image: Image.Image) -> Image.Image:
    # Pillow's own conversion clips 16-bit values at 255, which turns most of a picture white.
    pixels = np.asarray(image).astype(np.int64)
    return Image.fromarray((np.clip(pixels, 0, 65535) >> 8).astype(np.uint8))


def fit_image(
    image: Image.Image,
    aspect: float,
    preprocessing: ImagePreprocessing,
    *,
    resampling: Image.Resampling = Image.Resampling.BILINEAR,
    padding: int = 0,
) -> Image.Image:
    """The image at the size of `preprocessing`, by its `fit`.

    Args:
        image: Upright, at any scale.
        aspect: Its width divided by its height, before any reduced scale rounded the sides.
        preprocessing: The size and the fit.
        resampling: How pixels are mixed.
        padding: The value beside an image that is padded.
    """
    size = (preprocessing.width, preprocessing.height)
    if image.size == size:
        return image
    if preprocessing.fit == "crop":
        return ImageOps.fit(image, size, resampling)
    if preprocessing.fit == "stretch":
        return image.resize(size, resampling)
    # ImageOps.pad goes by the sides of the reduced image, and so can be off by a row.
    left, top, right, bottom = picture_box(aspect, size)
    padded = Image.new(image.mode, size, (padding,) * len(image.getbands()))
    padded.paste(image.resize((right - left, bottom - top), resampling), (left, top))
    return padded


def picture_box(aspect: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Where a picture of this aspect lies in one of `size` that it is padded to.

    Returns:
        (left, top, right, bottom) in pixels.
    """
    width = min(size[0], max(1, round(size[1] * aspect)))
    height = min(size[1], max(1, round(size[0] / aspect)))
    left, top = round((size[0] - width) / 2), round((size[1] - height) / 2)
    return left, top, left + width, top + height


def unreadable(source: ImageSource, error: Exception) -> DataError:
    """The error for an image that Pillow does not read; `error` is one of `BROKEN`."""
    place = source if isinstance(source, (str, Path)) else "(image in memory)"
    if isinstance(error, FileNotFoundError):
        return DataError("there is no such image.", file=place, fix="check the path.")
    if isinstance(error, IsADirectoryError):
        return DataError(
            "expected an image, but a folder came.", file=place, fix="name the files in it."
        )
    if isinstance(error, UnidentifiedImageError):
        return DataError(
            "expected an image, but the content is of no format that Pillow knows.",
            file=place,
            fix="remove the file, or save it as PNG or JPEG.",
        )
    if isinstance(error, Image.DecompressionBombError):
        return DataError(
            f"the image has more than {2 * (Image.MAX_IMAGE_PIXELS or 0):,} pixels: "
            "it may be a decompression bomb.",
            file=place,
            fix="scale it down, or set PIL.Image.MAX_IMAGE_PIXELS if you know where it is from.",
        )
    return DataError(
        f"the image cannot be decoded: {str(error).rstrip('.') or type(error).__name__}.",
        file=place,
        fix="replace the file with a whole copy, or remove it.",
    )
