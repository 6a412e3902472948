"""A size of image that a backbone takes, for the fix where one is refused."""

from __future__ import annotations

import torch

from netwright.layers.backbones.architecture import architecture
from netwright.layers.backbones.assembly import sketch
from netwright.layers.backbones.zoo import smallest_side, usual_side
from netwright.layers.layer import Shape


def fitting_size(model: str, output: str, weights: str, shape: Shape) -> tuple[int, int] | None:
    """The nearest height and width, of those worth trying, with which the backbone computes.

    Args:
        model: Its name in torchvision.
        output: The inner point.
        weights: As Backbone's parameter.
        shape: The [3,H,W] that was refused.
    """
    height, width = shape[1:]
    smallest, usual = smallest_side(model), usual_side(model)
    sizes = ((max(height, smallest), max(width, smallest)), (smallest,) * 2, (usual,) * 2)
    return next((size for size in sizes if _takes(model, output, weights, size)), None)


def _takes(model: str, output: str, weights: str, size: tuple[int, int]) -> bool:
    backbone = sketch(architecture(model, (3, *size), weights), output)
    try:
        backbone(torch.empty(2, 3, *size, device="meta"))
    except (RuntimeError, ValueError, IndexError, TypeError, AssertionError):
        return False
    return True
