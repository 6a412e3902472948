"""The gate of a model that fits pictures itself: what it makes of them, against Pillow."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import nn

from netwright.interfaces.documents import ImagePreprocessing
from netwright.interfaces.errors import ParityError
from netwright.interfaces.imaging import read_image
from netwright.training.shipping.any_size import Size
from netwright.training.shipping.deployed import Deployed
from netwright.training.shipping.embedded_resize import FITTED
from netwright.training.shipping.model_writing import session_showing

MOST_DIFFERENCE = 1.0
"""On average over a picture's values, of 255."""


def check_fitting(
    graph: onnx.ModelProto,
    deployed: Deployed,
    pictures: ImagePreprocessing,
    others: Sequence[NDArray[np.uint8]],
) -> Deployed:
    """Whether the graph fits pictures to the network's size as Pillow does.

    Args:
        graph: With an embedded resize.
        deployed: What it was made from; not changed.
        pictures: The size that pictures are fitted to, and how.
        others: uint8 [N,H,W,C] each, of other sizes.

    Returns:
        `deployed` for pictures of any size, which it fits as the graph does: with it the gate finds
        out whether all that comes after is right.

    Raises:
        ParityError: A picture differs by more than `MOST_DIFFERENCE`.
    """
    fit = _FittedByGraph(graph, deployed.input_name)
    for raw in others:
        got = fit(torch.from_numpy(raw)).numpy()
        for picture, mine in zip(raw, got, strict=True):
            _compare(mine, read_image(_as_image(picture), pictures), picture.shape[:2])
    fitting = copy.deepcopy(deployed)
    fitting.preprocess = nn.Sequential(fit, deployed.preprocess)
    return fitting


def in_other_sizes(raw: NDArray[np.uint8], sizes: Sequence[Size]) -> tuple[NDArray[np.uint8], ...]:
    """Pictures, uint8 [N,H,W,C], resized to each (height, width)."""
    return tuple(np.stack([_resized(picture, size) for picture in raw]) for size in sizes)


class _FittedByGraph(nn.Module):
    """uint8 [N,H,W,C] of any height and width to that of the network, as the graph does it."""

    def __init__(self, graph: onnx.ModelProto, input_name: str) -> None:
        super().__init__()
        self._session, self._input_name = session_showing(graph, [FITTED]), input_name

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """The fitted pictures."""
        (fitted,) = self._session.run([FITTED], {self._input_name: images.numpy()})
        return torch.from_numpy(fitted)


def _compare(got: NDArray[np.uint8], expected: NDArray[np.uint8], size: Size) -> None:
    gaps = np.abs(got.astype(np.int16) - expected)
    if gaps.mean() <= MOST_DIFFERENCE:
        return
    worst = int(gaps.argmax())
    raise ParityError(
        f"onnxruntime fits a picture of {size[1]} x {size[0]} to {got.shape[1]} x {got.shape[0]} "
        f"otherwise than Pillow: values differ by {gaps.mean():.2g} of 255 on average "
        f"(tolerance {MOST_DIFFERENCE:g}).",
        layer="the embedded resize is where they first differ: "
        f"Pillow gives {expected.flat[worst]}, onnxruntime {got.flat[worst]}",
        fix="leave --embed-resize out, and fit pictures before they go into the model.",
    )


def _resized(picture: NDArray[np.uint8], size: Size) -> NDArray[Any]:
    resized = _as_image(picture).resize(size[::-1], Image.Resampling.BILINEAR)
    return np.array(resized, np.uint8).reshape(*size, picture.shape[2])


def _as_image(picture: NDArray[np.uint8]) -> Image.Image:
    """The picture [H,W,C] as Pillow has it."""
    return Image.fromarray(picture[:, :, 0] if picture.shape[2] == 1 else picture)
