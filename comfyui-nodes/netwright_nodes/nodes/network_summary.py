"""What a network is made of, as a table."""

from __future__ import annotations

from typing import Any

from netwright.layers import summarize

from ..comfyui import io, ui
from ..wiring.sockets import Network


class NetworkSummary(io.ComfyNode):
    """Shows a network's layers with shapes, parameters and cost."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightNetworkSummary",
            display_name="Network summary",
            category="Netwright/Look",
            description="Shows every layer with its shape, parameters and multiply-adds, and how "
            "much memory training takes.",
            inputs=[
                Network.Input("network"),
                io.Int.Input(
                    "batch_size",
                    default=64,
                    min=1,
                    max=1_000_000,
                    tooltip="Samples at once, for the memory of activations.",
                ),
                io.Boolean.Input("blocks", default=False, tooltip="Show the layers in blocks too."),
            ],
            outputs=[io.String.Output("summary_out", display_name="summary")],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, network: Any, batch_size: int, blocks: bool) -> Any:
        table = summarize(network, batch_size=batch_size).table(blocks=blocks)
        return io.NodeOutput(table, ui=ui.PreviewText(table))
