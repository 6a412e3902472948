"""Where images enter a network."""

from __future__ import annotations

from typing import Any

from netwright.layers import builder

from ..comfyui import io
from ..wiring.node_names import node_name
from ..wiring.sockets import Dataset, Tensor


class ImageInput(io.ComfyNode):
    """The first node of a network that looks at images."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightImageInput",
            display_name="Image input",
            category="Netwright/Build",
            description="Where images enter a network. Wire a data set into it, and it has the "
            "size of that set's images, whatever is typed.",
            inputs=[
                io.Int.Input(
                    "channels", default=3, min=1, max=1024, tooltip="3 for colour, 1 for grey."
                ),
                io.Int.Input("height", default=32, min=1, max=16384, tooltip="In pixels."),
                io.Int.Input("width", default=32, min=1, max=16384, tooltip="In pixels."),
                Dataset.Input(
                    "dataset", optional=True, tooltip="The size is taken from it, if it is wired."
                ),
            ],
            outputs=[
                Tensor.Output(
                    "images_out", display_name="images", tooltip="[channels,height,width]"
                )
            ],
            hidden=[io.Hidden.unique_id],
            not_idempotent=True,
        )

    @classmethod
    def execute(cls, channels: int, height: int, width: int, dataset: Any = None) -> Any:
        shape = (channels, height, width) if dataset is None else dataset.preprocessing.shape
        return io.NodeOutput(builder.input(node_name("image", cls.hidden.unique_id), shape))
