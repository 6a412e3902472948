"""Reading an image the one way: the same function feeds training and prediction.

EXIF orientation is applied, transparency is laid on white, the mode is converted, and the size is
fitted by Pillow. Large JPEGs are decoded at a reduced scale, which is many times faster and stays
within 2/255 of the full decoding, on average over the pixels.
"""

from __future__ import annotations

import io
import struct
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageFile, UnidentifiedImageError

from netwright.interfaces.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.interfaces.documents.preprocessing import ImagePreprocessing

ImageSource = str | Path | bytes | Image.Image
Box = tuple[float, float, float, float]
"""left, top, right, bottom in pixels."""

IMAGE_SUFFIXES = frozenset(
    {".bmp", ".gif", ".jpeg", ".jpg", ".pgm", ".png", ".ppm", ".tif", ".tiff", ".webp"}
)
"""Endings, in lower case, of the files that are taken for images."""

# A JPEG is decoded at a reduced scale as long as so many of its pixels are left for one of the
# result, along the shorter side and by area; from there on Pillow's own antialiased resize does
# the work. Measured at these very limits, the mean difference from the full decoding is at most
# 1.4 of 255 on a photograph and 1.97 on close-ups of grass, gravel and bricks. At 1/8 libjpeg
# takes the mean of a block and no more, which needs a wider margin.
_LEAST = {8: (1.5, 2.76), 4: (1.3, 2.39), 2: (1.3, 2.39)}
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
# By these orientations, what lies right or below in the file comes to lie left or on top.
_FROM_THE_RIGHT = frozenset({2, 3, 6, 7})
_FROM_BELOW = frozenset({3, 4, 7, 8})

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
            upright, box = _upright(image, preprocessing)
            fitted = fit_image(_convert(upright, preprocessing.mode), box, preprocessing)
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


def _upright(image: Image.Image, preprocessing: ImagePreprocessing) -> tuple[Image.Image, Box]:
    """The decoded image with its EXIF orientation applied, and where in it the picture lies.

    The picture is less than the image where decoding at a reduced scale rounded the sides up.
    """
    # MPO is what many phones write: a JPEG, with a preview or a second view behind it.
    if isinstance(image, ImageFile.ImageFile) and image.format in ("JPEG", "MPO"):
        width, height = _load_reduced(image, preprocessing)
    else:
        image.load()  # A TIFF has its sides from here on.
        width, height = image.size
    # ImageOps.exif_transpose also writes the EXIF anew, which fails where a field is broken.
    orientation = orientation_of(image)
    upright = turn_upright(image, orientation)
    if orientation in _SWAPS_SIDES:
        width, height = height, width
    left = upright.width - width if orientation in _FROM_THE_RIGHT else 0.0
    top = upright.height - height if orientation in _FROM_BELOW else 0.0
    return upright, (left, top, left + width, top + height)


def _load_reduced(
    image: ImageFile.ImageFile, preprocessing: ImagePreprocessing
) -> tuple[float, float]:
    """Decode a JPEG; the width and height of the picture in the pixels that it then has."""
    width, height = image.size
    upright = (height, width) if orientation_of(image) in _SWAPS_SIDES else (width, height)
    scale = _scale(*_pixels_a_pixel(upright, preprocessing))
    # For L the colours are not decoded.
    reduced = image.draft(preprocessing.mode, (max(1, width // scale), max(1, height // scale)))
    image.load()
    return reduced[1][2:] if reduced else image.size


def _pixels_a_pixel(
    size: tuple[int, int], preprocessing: ImagePreprocessing
) -> tuple[float, float]:
    """How many of a picture's pixels, across and down, become one of the result's."""
    across, down = size[0] / preprocessing.width, size[1] / preprocessing.height
    if preprocessing.fit == "stretch":
        return across, down
    both = min(across, down) if preprocessing.fit == "crop" else max(across, down)
    return both, both


def _scale(across: float, down: float) -> int:
    """What the sides of a JPEG are divided by when it is decoded; libjpeg knows 1, 2, 4 and 8."""
    for scale, (side, area) in _LEAST.items():
        if min(across, down) / scale >= side and across * down / scale**2 >= area:
            return scale
    return 1


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
    box: Box,
    preprocessing: ImagePreprocessing,
    *,
    resampling: Image.Resampling = Image.Resampling.BILINEAR,
    padding: int = 0,
) -> Image.Image:
    """The picture at the size of `preprocessing`, by its `fit`.

    Args:
        image: Upright, at any scale.
        box: Where in it the picture lies.
        preprocessing: The size and the fit.
        resampling: How pixels are mixed.
        padding: The value beside a picture that is padded.
    """
    size = (preprocessing.width, preprocessing.height)
    if preprocessing.fit == "crop":
        return image.resize(size, resampling, _middle(box, size))
    if preprocessing.fit == "stretch":
        return image.resize(size, resampling, box)
    aspect = (box[2] - box[0]) / (box[3] - box[1])
    left, top, right, bottom = picture_box(aspect, size)
    padded = Image.new(image.mode, size, (padding,) * len(image.getbands()))
    padded.paste(image.resize((right - left, bottom - top), resampling, box), (left, top))
    return padded


def _middle(box: Box, size: tuple[int, int]) -> Box:
    """The largest part of a picture that has the aspect of `size`, as ImageOps.fit chooses it."""
    left, top, right, bottom = box
    scale = min((right - left) / size[0], (bottom - top) / size[1])
    # Rounding could make one of them larger than the whole, which Pillow refuses.
    across, down = min(size[0] * scale, right - left), min(size[1] * scale, bottom - top)
    left, top = left + (right - left - across) / 2, top + (bottom - top - down) / 2
    return left, top, left + across, top + down


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
