"""A network as a file."""

from __future__ import annotations

from typing import Any

from ..comfyui import io, ui
from ..wiring.folders import to_write
from ..wiring.refusing import refusing
from ..wiring.sockets import Network


class SaveNetwork(io.ComfyNode):
    """Writes a network's document."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightSaveNetwork",
            display_name="Save network",
            category="Netwright/Build",
            description="Writes a network as a file that netwright train and Python read too.",
            inputs=[
                Network.Input("network"),
                io.String.Input(
                    "filename",
                    default="netwright/network",
                    tooltip="In ComfyUI's output folder. A file of that name is replaced.",
                ),
            ],
            outputs=[],
            is_output_node=True,
        )

    @classmethod
    @refusing
    def validate_inputs(cls, filename: str | None) -> None:
        to_write(filename or "network")

    @classmethod
    def execute(cls, network: Any, filename: str) -> Any:
        path = to_write(filename)
        path = path if path.suffix == ".json" else path.with_name(f"{path.name}.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        network.write(path)
        return io.NodeOutput(ui=ui.PreviewText(f"written: {path}"))
