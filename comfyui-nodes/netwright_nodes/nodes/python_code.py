"""A network as plain PyTorch."""

from __future__ import annotations

from typing import Any

from netwright.layers.source import to_python

from ..comfyui import io, ui
from ..wiring.sockets import Network


class PythonCode(io.ComfyNode):
    """Writes a network as Python."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightPythonCode",
            display_name="Python code",
            category="Netwright/Look",
            description="Writes a network as a Python class that imports torch and nothing else. "
            "Its state_dict has the keys of the trained weights.",
            inputs=[Network.Input("network")],
            outputs=[io.String.Output("code_out", display_name="code")],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, network: Any) -> Any:
        code = to_python(network)
        return io.NodeOutput(code, ui=ui.PreviewText(code))
