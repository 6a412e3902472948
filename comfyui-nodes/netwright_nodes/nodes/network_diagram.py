"""A network as a picture."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from netwright.layers import draw

from ..comfyui import io, ui
from ..wiring.pictures import as_image
from ..wiring.sockets import Network


class NetworkDiagram(io.ComfyNode):
    """Draws a network."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightNetworkDiagram",
            display_name="Network diagram",
            category="Netwright/Look",
            description="Draws a network: layers as boxes, the shape of what flows on the arrows. "
            "A skip connection is drawn thicker and in red.",
            inputs=[
                Network.Input("network"),
                io.Boolean.Input("blocks", default=False, tooltip="Draw what is in blocks too."),
            ],
            outputs=[io.Image.Output("image_out", display_name="image")],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, network: Any, blocks: bool) -> Any:
        with tempfile.TemporaryDirectory() as folder:
            image = as_image(draw(network, Path(folder) / "network.png", blocks=blocks))
        return io.NodeOutput(image, ui=ui.PreviewImage(image, cls=cls))
