"""Where a model looks."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from ..comfyui import io
from ..wiring import sockets
from ..wiring.pictures import as_pixels
from ..wiring.showing import shown

_AUTOMATIC = "automatic"


class HeatMapNode(io.ComfyNode):
    """Shows what in images speaks for a model's answer."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightHeatMap",
            display_name="Heat map",
            category="Netwright/Use",
            description="Shows which places of an image speak for a model's answer: the maps of "
            "its last layers (class activation), or what is lost where a place is covered "
            "(occlusion).",
            inputs=[
                sockets.Model.Input("model"),
                io.Image.Input("image"),
                io.String.Input(
                    "label", default="", tooltip="What is explained; empty: what the model says."
                ),
                io.Combo.Input(
                    "method",
                    options=[_AUTOMATIC, "cam", "grad-cam", "occlusion"],
                    default=_AUTOMATIC,
                    tooltip="automatic takes the first of them that fits the network.",
                ),
            ],
            outputs=[
                io.Image.Output("image_out", display_name="image", tooltip="The heat over it."),
                io.Mask.Output("heat_out", display_name="heat", tooltip="0 to 1."),
                io.String.Output("text_out", display_name="text", tooltip="A line an image."),
            ],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, model: str, image: Any, label: str, method: str) -> Any:
        from netwright.inference import Explainer

        explainer = Explainer(model)
        asked, how = label.strip() or None, None if method == _AUTOMATIC else method
        pictures = [*as_pixels(image)]
        # Of pictures, which a model of other samples refuses, there are heat maps alone.
        maps: list[Any] = [explainer(picture, label=asked, method=how) for picture in pictures]
        over = [np.asarray(m.overlay(p), np.float32) for m, p in zip(maps, pictures, strict=True)]
        images = torch.from_numpy(np.stack(over) / np.float32(255))
        heat = torch.from_numpy(np.stack([m.at_own_size() for m in maps]))
        text = "\n".join(f"{m.label} {m.probability:.3g}, by {m.method}" for m in maps)
        return io.NodeOutput(images, heat, text, ui=shown(cls, text, images))
