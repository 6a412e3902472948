"""Pictures as ComfyUI passes them between nodes: float32 [N,H,W,C], 0 to 1."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image


def as_image(picture: Image.Image | Path) -> torch.Tensor:
    """A picture, or the file of one, as an IMAGE of one: float32 [1,H,W,3], 0 to 1.

    What is transparent becomes white, as on a page.
    """
    if isinstance(picture, Path):
        with Image.open(picture) as opened:
            return as_image(opened.copy())
    if picture.mode != "RGB":
        layered = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered)
    pixels = np.asarray(picture.convert("RGB"), np.float32) / 255
    return torch.from_numpy(pixels)[None]


def as_pixels(image: Any) -> np.ndarray:
    """An IMAGE as pictures for Netwright: uint8 [N,H,W,C]. The tensor is copied, never changed."""
    pixels = image.detach().to("cpu", torch.float32).numpy() * 255
    return pixels.round().clip(0, 255).astype(np.uint8)
