"""Whether bytes that came over the network may be decoded as an image."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from netwright.inference.serving.refusals import too_large
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import BROKEN, unreadable

# Pillow has readers that start other programs (EPS) or draw for minutes; these are enough.
_FORMATS = ("BMP", "GIF", "JPEG", "PNG", "PPM", "TIFF", "WEBP")


def check_image(content: bytes, max_pixels: int) -> bytes:
    """The same bytes, whose head has been read and no pixel.

    Raises:
        DataError: They are no image of a common format.
        RequestError: The image has more pixels than `max_pixels` (413).
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
            raise too_large(
                "the image has far too many pixels.", fix="send a smaller one."
            ) from None
        except BROKEN as error:
            raise unreadable(content, error) from None
    if width * height > max_pixels:
        raise too_large(
            f"the image has {width} x {height} pixels, more than {max_pixels / 1e6:g} million.",
            fix="send a smaller one; see --max-megapixels of netwright serve.",
        )
    return content
