"""Where a network ends: from the last layers to its document."""

from __future__ import annotations

from typing import Any

from ..comfyui import io
from ..wiring.documents import document
from ..wiring.many_inputs import many_inputs, wired
from ..wiring.sockets import Network


class NetworkNode(io.ComfyNode):
    """The end of a network."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightNetwork",
            display_name="Network",
            category="Netwright/Build",
            description="Where a network ends. Wire its last layer into it, or several for a "
            "network with several outputs.",
            inputs=[
                *many_inputs(1, "What the network gives."),
                io.String.Input("name", default="network", tooltip="The network's name."),
            ],
            outputs=[Network.Output("network_out", display_name="network")],
        )

    @classmethod
    def execute(cls, name: str, **inputs: Any) -> Any:
        return io.NodeOutput(document(name, wired(inputs)))
