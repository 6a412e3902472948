"""A model as a part of an image workflow."""

from __future__ import annotations

import json
from typing import Any

from ..comfyui import io
from ..using.applying import apply_to
from ..wiring import sockets
from ..wiring.showing import shown


class ApplyModel(io.ComfyNode):
    """Puts images through a model: filtered images, masks, labels and scores."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightApplyModel",
            display_name="Apply model",
            category="Netwright/Use",
            description="Puts images through a trained model. A filter gives images, a segmenter "
            "masks, a classifier labels and scores. What a model does not give is as it came: the "
            "image itself, an empty mask.",
            inputs=[
                sockets.Model.Input("model"),
                io.Image.Input("image"),
                io.Combo.Input(
                    "size",
                    options=["tiles", "whole"],
                    default="tiles",
                    tooltip="How a filter takes an image of another size than it was trained on: "
                    "tile by tile at full resolution, or the whole image made smaller.",
                ),
                io.String.Input(
                    "label",
                    default="",
                    tooltip="The class that the mask or the scores are of. Left empty: for a mask "
                    "all but the first, for scores each image's own label.",
                ),
            ],
            outputs=[
                io.Image.Output("image_out", display_name="image"),
                io.Mask.Output("mask_out", display_name="mask"),
                io.String.Output("labels_out", display_name="labels", tooltip="One a line."),
                io.String.Output(
                    "scores_out", display_name="scores", tooltip="A JSON list of numbers."
                ),
            ],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, model: str, image: Any, size: str, label: str) -> Any:
        given = apply_to(model, image, in_tiles=size == "tiles", label=label.strip())
        labels, scores = "\n".join(given.labels), json.dumps(given.scores)
        ui = shown(cls, labels, given.image if given.overlay is None else given.overlay)
        return io.NodeOutput(given.image, given.mask, labels, scores, ui=ui)
