"""Samples of a data set as IMAGEs, to try a model on."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from netwright.data import load
from netwright.data.previewing.pictures import caption
from netwright.interfaces.documents import ImagePreprocessing
from netwright.interfaces.errors import UsageError

from ..comfyui import io
from ..wiring import sockets
from ..wiring.showing import shown

_SIDES = {"validation": "val", "training": "train"}


class DatasetImages(io.ComfyNode):
    """Gives samples of a data set as a batch of images."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightDatasetImages",
            display_name="Dataset images",
            category="Netwright/Data",
            description="Samples of a data set as a batch of images, from all over it: those to "
            "validate on have not been learnt, and so tell how good a model is.",
            inputs=[
                sockets.Dataset.Input("dataset"),
                io.Combo.Input(
                    "side", options=[*_SIDES], default="validation", tooltip="Which samples."
                ),
                io.Int.Input("count", default=8, min=1, max=4096, tooltip="How many samples."),
            ],
            outputs=[
                io.Image.Output("images_out", display_name="images"),
                io.String.Output("labels_out", display_name="labels", tooltip="One a line."),
            ],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, dataset: Any, side: str, count: int) -> Any:
        if not isinstance(dataset.preprocessing, ImagePreprocessing):
            raise UsageError(
                f"these data are no pictures, but {dataset.preprocessing.kind}.",
                fix="wire a data set of pictures into this node.",
            )
        samples = getattr(load(dataset), _SIDES[side])
        places = np.unique(np.linspace(0, len(samples) - 1, min(count, len(samples))).astype(int))
        pixels = np.asarray(samples.inputs[places], np.float32) / 255
        targets = [None if samples.targets is None else samples.targets[n] for n in places]
        labels = [
            (caption(target, dataset.target) if target is not None else "") or samples.names[place]
            for place, target in zip(places, targets, strict=True)
        ]
        images = torch.from_numpy(np.broadcast_to(pixels, (*pixels.shape[:3], 3)).copy())
        return io.NodeOutput(images, "\n".join(labels), ui=shown(cls, image=images))
