"""A font that has the letters of the labels."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable

from PIL import ImageFont

from netwright.data.extras import needed

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

# Fonts that come with Windows, macOS and Linux and have Chinese, Japanese and Korean letters.
_CJK = (
    "Microsoft YaHei",
    "Microsoft JhengHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "WenQuanYi Zen Hei",
    "Arial Unicode MS",
)
_DEFAULT = "DejaVu Sans"  # Comes with matplotlib: Latin, Greek, Cyrillic, Arabic and more.


def font_for(texts: Iterable[str], size: int) -> Font:
    """A font of that size, in pixels, with the letters of all texts where this machine has one."""
    wide = any(unicodedata.east_asian_width(letter) in "WF" for text in texts for letter in text)
    return _font((*_CJK, _DEFAULT) if wide else (_DEFAULT,), size)


@functools.cache
def _font(families: tuple[str, ...], size: int) -> Font:
    font_manager = needed("matplotlib.font_manager", extra="look", to="write labels")
    for family in families:
        try:
            file = font_manager.findfont(family, fallback_to_default=False)
        except ValueError:
            continue
        return ImageFont.truetype(file, size)
    return ImageFont.load_default(size)
