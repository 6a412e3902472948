"""Images through a model of any task, as ComfyUI's other nodes take what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
from PIL import Image

from netwright.interfaces.documents import ImagePreprocessing
from netwright.interfaces.errors import UsageError, did_you_mean

from ..wiring.pictures import as_pixels
from .opened import opened
from .scores import named_score, said, score, score_names
from .tiles import in_tiles as tile_by_tile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.inference import Predictor

_TINT = (1.0, 0.3, 0.2)


@dataclass(frozen=True)
class Applied:
    """What came of a batch of images.

    Attributes:
        image: float32 [N,H,W,3], 0 to 1: filtered, or as it came.
        mask: float32 [N,H,W], 0 to 1: where the class is; 0 everywhere where there are no masks.
        labels: What is said of each image, in a few words; none where it gives pictures.
        scores: A number for each image, likewise.
        overlay: The image with its mask in red, to be looked at; None where there is no mask.
    """

    image: torch.Tensor
    mask: torch.Tensor
    labels: list[str] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    overlay: torch.Tensor | None = None


def apply_to(model: str, image: torch.Tensor, *, in_tiles: bool, label: str) -> Applied:
    """What the model makes of an IMAGE.

    Args:
        model: Its file.
        image: float32 [N,H,W,C]; never changed.
        in_tiles: Whether a filter goes tile by tile, or sees the image made smaller.
        label: The class or label that is asked for; empty for what suits.

    Raises:
        ModelError: The file cannot be used.
        UsageError: The model does not look at images, or has no such class.
    """
    predictor = opened(model)
    reading = predictor.model.preprocessing
    if not isinstance(reading, ImagePreprocessing):
        raise UsageError(
            f"this model reads {reading.kind}, no images.", fix="use the node Predict values."
        )
    pixels = as_pixels(image)
    if predictor.model.task in ("image_to_image", "autoencoding"):
        return _filtered(predictor, reading, image, pixels, in_tiles)
    if predictor.model.task == "segmentation":
        return _masked(predictor, image, pixels, label)
    return _scored(predictor, image, pixels, label)


def _nothing(image: torch.Tensor) -> torch.Tensor:
    return torch.zeros(image.shape[:3])


def _filtered(
    predictor: Predictor,
    reading: ImagePreprocessing,
    image: torch.Tensor,
    pixels: NDArray[np.uint8],
    in_tiles: bool,
) -> Applied:
    def apply(tiles: NDArray[np.uint8]) -> NDArray[np.float32]:
        answers = predictor.predict([*tiles])
        made: NDArray[np.float32] = np.stack([a.pixels for a in answers]).astype(np.float32)
        return made * np.float32(1 / 255)

    size = (reading.height, reading.width)
    if in_tiles:
        made = [tile_by_tile(picture, size, apply) for picture in pixels]
    else:
        height, width = pixels.shape[1:3]
        made = [_resized(picture, (width, height)) for picture in apply(pixels)]
    batch = np.broadcast_to(np.stack(made), (*pixels.shape[:3], 3))
    return Applied(torch.from_numpy(batch.copy()), _nothing(image))


def _resized(picture: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """float32 [H,W,C] at another (width, height)."""
    channels = [
        Image.fromarray(channel).resize(size, Image.Resampling.BICUBIC)
        for channel in np.moveaxis(picture, -1, 0)
    ]
    return np.stack([np.asarray(channel) for channel in channels], -1).clip(0, 1)


def _masked(
    predictor: Predictor, image: torch.Tensor, pixels: NDArray[np.uint8], label: str
) -> Applied:
    classes = predictor.labels
    if label and label not in classes:
        raise UsageError(f"the model has no class {label!r}.", fix=did_you_mean(label, classes))
    wanted = [classes.index(label)] if label else [*range(1, len(classes))]
    answers = [*predictor.predict([*pixels])]
    found = np.stack([np.isin(answer.at_own_size(), wanted) for answer in answers])
    mask = torch.from_numpy(found.astype(np.float32))
    colour = image.detach().to("cpu", torch.float32)[..., :3]
    tinted = colour * 0.5 + torch.tensor(_TINT) * 0.5
    overlay = torch.where(mask[..., None] > 0, tinted, colour)
    labels = [", ".join(f"{n} {s:.1%}" for n, s in a.shares().items()) for a in answers]
    shares = [float(share) for share in found.mean((1, 2))]
    return Applied(image.clone(), mask, labels, shares, overlay=overlay)


def _scored(
    predictor: Predictor, image: torch.Tensor, pixels: NDArray[np.uint8], label: str
) -> Applied:
    model = predictor.model
    answers = [*predictor.predict([*pixels])]
    wanted = named_score(model, label) if label else None
    scores = [
        score(a, model, wanted or getattr(a, "label", "") or score_names(model)[0]) for a in answers
    ]
    return Applied(image.clone(), _nothing(image), [said(a, model) for a in answers], scores)
