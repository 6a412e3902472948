"""A piece of a network, to be used again as one node."""

from __future__ import annotations

from typing import Any

from ..comfyui import io, ui
from ..wiring.documents import document
from ..wiring.own_blocks import save_block
from ..wiring.sockets import Tensor


class SaveBlock(io.ComfyNode):
    """Saves the layers up to here as a block."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightSaveBlock",
            display_name="Save block",
            category="Netwright/Build",
            description="Saves all layers from the inputs up to here as a block, which the node "
            "Block, netwright train and Python then know by its name.",
            inputs=[
                Tensor.Input("input", tooltip="The block's last layer."),
                io.String.Input(
                    "name",
                    default="my_block",
                    tooltip="Letters, digits and underscores. A saved block of that name is "
                    "replaced.",
                ),
            ],
            outputs=[],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, input: Any, name: str) -> Any:
        path = save_block(name.strip(), document(name.strip(), [input]))
        return io.NodeOutput(ui=ui.PreviewText(f"written: {path}"))
