"""Whether bytes that came over the network may be decoded as an image."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import BROKEN, unreadable

# Pillow has readers that start other programs (EPS) or draw for minutes; these are enough.
_FORMATS = ("BMP", "GIF", "JPEG", "PNG", "PPM", "TIFF", "WEBP")


class TooManyPixelsError(DataError):
    """An image is larger than is decoded for a stranger."""


def check_image(content: bytes, max_pixels: int, fix: str = "send a smaller one.") -> bytes:
    """The same bytes, whose head has been read and no pixel.

    Args:
        content: What came.
        max_pixels: The most that are decoded.
        fix: What to do about an image that has more.

    Raises:
        TooManyPixelsError: The image has more pixels than that.
        DataError: They are no image of a common format.
    """
    if not content:
        raise DataError("expected an image, but nothing came.", fix="send the file's bytes.")
    with warnings.catch_warnings():
        # Pillow's warning of bombs; the limit here is stricter, or was set higher on purpose.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                width, height = image.size
        except Image.DecompressionBombError:
            raise TooManyPixelsError("the image has far too many pixels.", fix=fix) from None
        except BROKEN as error:
            raise unreadable(content, error) from None
    if width * height > max_pixels:
        raise TooManyPixelsError(
            f"the image has {width} x {height} pixels, more than {max_pixels / 1e6:g} million.",
            fix=fix,
        )
    return content
