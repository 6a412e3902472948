"""Blocks that a person has saved: files of the library, in a folder of ComfyUI's models."""

from __future__ import annotations

import os
from pathlib import Path

from netwright.interfaces.documents import Block, Network, Node
from netwright.interfaces.errors import NetworkError
from netwright.layers import check, layer_types
from netwright.layers.library import VARIABLE

from ..comfyui import models_folders


def own_blocks_folder() -> Path:
    """Where saved blocks lie."""
    return models_folders()[0] / "blocks"


def register_own_blocks() -> None:
    """Have the library know the blocks of that folder, beside those of the person's variable."""
    folder = str(own_blocks_folder())
    known = [name for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]
    if folder not in known:
        os.environ[VARIABLE] = os.pathsep.join([*known, folder])


def save_block(name: str, network: Network) -> Path:
    """Write a network as a block, in a document that uses it once, as the library's own are.

    Raises:
        NetwrightError: The name is a layer's or none for a block, or the network does not fit.
    """
    if name in layer_types():
        raise NetworkError(
            f"{name!r} is the name of a layer.", fix=f"call the block '{name}_block'."
        )
    block = Block(
        description=network.description,
        inputs=tuple(network.inputs),
        nodes=network.nodes,
        outputs=network.outputs,
    )
    document = Network.from_dict(
        {
            "name": name,
            "inputs": network.inputs,
            "nodes": [Node(id="block", op=name, inputs=tuple(network.inputs))],
            "outputs": {"output": "block"},
            "blocks": {**network.blocks, name: block},
        }
    )
    check(document)
    path = own_blocks_folder() / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    document.write(path)
    return path
