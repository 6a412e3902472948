"""Pictures as ComfyUI passes them between nodes: float32 [N,H,W,C], 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image


def as_image(picture: Image.Image | Path) -> torch.Tensor:
    """A picture, or the file of one, as an IMAGE of one: float32 [1,H,W,3], 0 to 1.

    What is transparent becomes white, as on a page.
    """
    pixels = np.asarray(_opaque(picture), np.float32) / 255
    return torch.from_numpy(pixels)[None]


def stacked(pictures: Sequence[Image.Image | Path]) -> torch.Tensor:
    """Pictures below each other on white, as an IMAGE of one; a small white one where none are."""
    opened = [_opaque(picture) for picture in pictures] or [Image.new("RGB", (64, 64), "white")]
    size = max(picture.width for picture in opened), sum(picture.height for picture in opened)
    page, top = Image.new("RGB", size, "white"), 0
    for picture in opened:
        page.paste(picture, (0, top))
        top += picture.height
    return as_image(page)


def as_pixels(image: Any) -> np.ndarray:
    """An IMAGE as pictures for Netwright: uint8 [N,H,W,C]. The tensor is copied, never changed."""
    pixels = image.detach().to("cpu", torch.float32).numpy() * 255
    return pixels.round().clip(0, 255).astype(np.uint8)


def _opaque(picture: Image.Image | Path) -> Image.Image:
    if isinstance(picture, Path):
        with Image.open(picture) as opened:
            return _opaque(opened.copy())
    if picture.mode == "RGB":
        return picture
    layered = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered).convert("RGB")
