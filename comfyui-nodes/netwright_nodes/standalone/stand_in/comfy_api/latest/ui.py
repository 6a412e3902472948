"""What nodes show on the canvas."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import folder_paths
from PIL import Image

_numbers = itertools.count()


class PreviewText:
    """A text."""

    def __init__(self, value: str, **kwargs: Any) -> None:
        self.value = value

    def as_dict(self) -> dict[str, Any]:
        return {"text": (self.value,)}


class PreviewImage:
    """Pictures, from a tensor [N,H,W,C] of values from 0 to 1, as temporary files."""

    def __init__(self, image: Any, cls: Any = None, **kwargs: Any) -> None:
        self.values = [_written(picture) for picture in image]

    def as_dict(self) -> dict[str, Any]:
        return {"images": self.values, "animated": (False,)}


def _written(picture: Any) -> dict[str, str]:
    name = f"preview_{next(_numbers):05}.png"
    pixels = (picture.cpu().numpy() * 255).clip(0, 255).round().astype("uint8")
    Image.fromarray(pixels).save(Path(folder_paths.get_temp_directory()) / name)
    return {"filename": name, "subfolder": "", "type": "temp"}
