"""A network that is there already: of the library, or a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from netwright.interfaces.documents import Network
from netwright.layers.library import library_network, library_networks, names_a_file

from ..comfyui import io, output_folder
from ..wiring import sockets
from ..wiring.refusing import refusing


class NetworkFile(io.ComfyNode):
    """A network from the library or from a file."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightNetworkFile",
            display_name="Network from file",
            category="Netwright/Build",
            description="A network that comes with Netwright, or the file of one, such as Save "
            "network writes.",
            inputs=[
                io.Combo.Input(
                    "network",
                    options=library_networks(),
                    default="small-cnn",
                    tooltip="One that comes with Netwright; taken if no file is named.",
                ),
                io.String.Input(
                    "file",
                    default="",
                    tooltip="A network's file: in ComfyUI's output folder, such as "
                    "netwright/network.json, or an absolute path.",
                ),
            ],
            outputs=[sockets.Network.Output("network_out", display_name="network")],
        )

    @classmethod
    def fingerprint_inputs(cls, network: str, file: str | None) -> Any:
        path = _path(file or "")
        return path.stat().st_mtime_ns if file and path.is_file() else 0

    @classmethod
    @refusing
    def validate_inputs(cls, file: str | None) -> None:
        if file:
            Network.read(_path(file))

    @classmethod
    def execute(cls, network: str, file: str) -> Any:
        found = Network.read(_path(file)) if file else library_network(network)
        return io.NodeOutput(found)


def _path(file: str) -> Path:
    """An absolute path as it is; any other one is in the output folder."""
    named = file if names_a_file(file) else f"{file}.json"
    return output_folder() / named
