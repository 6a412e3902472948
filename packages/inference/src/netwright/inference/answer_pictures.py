"""Answers that are pictures: masks, filtered and reconstructed images."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PIL import Image

from netwright.inference.palette import palette_of
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.target import Segmentation


def gives_pictures(model: Model) -> bool:
    """Whether each of the model's answers is a picture."""
    of_images = model.task == "autoencoding" and model.preprocessing.kind == "image"
    return model.task in ("segmentation", "image_to_image") or of_images


def picture_maker(model: Model) -> Callable[[Any], Image.Image]:
    """From an answer of a model that gives pictures to the picture.

    A mask is a palette image at the size of the image that it is of.
    """
    return _mask_picture(model.target) if isinstance(model.target, Segmentation) else _pixels


def _mask_picture(target: Segmentation) -> Callable[[Any], Image.Image]:
    palette = palette_of(target)

    def picture(mask: Any) -> Image.Image:
        image = Image.fromarray(mask.at_own_size())
        image.putpalette(palette)
        return image

    return picture


def _pixels(answer: Any) -> Image.Image:
    """Of a `Picture` or a `Reconstruction`."""
    pixels = answer.pixels
    return Image.fromarray(pixels[:, :, 0] if pixels.shape[2] == 1 else pixels)
