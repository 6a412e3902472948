"""A backbone as the class of its model."""

from __future__ import annotations

from dataclasses import replace

from netwright.layers.backbones.architecture import Architecture
from netwright.layers.backbones.assembly import sketch
from netwright.layers.backbones.points import traced
from netwright.layers.backbones.stages import Trainable, frozen_and_trained
from netwright.layers.layer import Shape
from netwright.layers.source.traced.made import Part
from netwright.layers.source.traced.observed import images
from netwright.layers.source.traced.parts import TracedParts


def written_backbone(of: Architecture, output: str, trainable: Trainable, shape: Shape) -> Part:
    """The class of a backbone.

    Args:
        of: Its model.
        output: The point up to which it goes.
        trainable: What is not frozen.
        shape: [3,H,W] of the images.

    Raises:
        NetworkError: The model has something that cannot be written.
    """
    backbone = sketch(of, output)
    parts = TracedParts(traced(of).model, backbone.graph, of.model, images(shape))
    frozen, _ = frozen_and_trained(backbone, trainable)
    parameters = {name for name, _ in backbone.named_parameters()}
    return replace(
        parts.part(),
        about=f"{of.model} of torchvision up to its {output}.",
        frozen=tuple(parts.code(path) for path in frozen if path not in parameters),
        fixed=tuple(parts.code(path) for path in frozen if path in parameters),
    )
