"""The built-in blocks and example networks: documents that hold what their papers say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from netwright.interfaces.documents import Network, Node
from netwright.layers import build, check, default_network
from netwright.layers import library as package
from netwright.layers.blocks import self_contained
from netwright.layers.library import library_blocks, library_network, library_networks
from netwright.layers.testing import NetworkContract

FILES = sorted(Path(package.__file__).parent.glob("*/*.json"))
BLOCKS = [file.stem for file in FILES if file.parent.name == "blocks"]
NETWORKS = [file.stem for file in FILES if file.parent.name == "networks"]

SIZES = {
    # As in the paper, but for its subsampling weights and its missing connections.
    "lenet-5": 61_706,
    # As torchvision's.
    "resnet-18": 11_689_512,
    "vgg-16": 138_357_544,
    "mobilenet-v2": 3_504_872,
    # Counted by hand.
    "u-net": 31_037_633,
    "vit-tiny": 5_362_762,
    "char-lstm": 897_152,
    "mlp": 1_315,
    "small-cnn": 1_175_786,
}


def smaller(name: str) -> Network:
    """The library's network, with so little to compute that its tests take seconds."""
    network = library_network(name)
    side = {"resnet-18": 64, "vgg-16": 32, "mobilenet-v2": 64, "u-net": 32}.get(name)
    if side is not None:
        image = network.inputs["image"].model_copy(update={"shape": (3, side, side)})
        network = network.model_copy(update={"inputs": {"image": image}})
    if name == "vgg-16":  # Its linear layers hold 124 of its 138 million weights.
        return edited(network, lambda node: node.op == "Linear", params={"out_features": 32})
    if name == "vit-tiny":  # Of its twelve encoders, which are all alike, the first two.
        return edited(network, lambda node: node.id == "norm", inputs=("encoder2",))
    return network


def edited(network: Network, which: Callable[[Node], bool], **update: object) -> Network:
    nodes = (n.model_copy(update=update) if which(n) else n for n in network.nodes)
    return network.model_copy(update={"nodes": tuple(nodes)})


@pytest.mark.parametrize("network", [pytest.param(smaller(n), id=n) for n in [*BLOCKS, *NETWORKS]])
class TestEveryDocument(NetworkContract):
    pass


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_document_is_named_as_its_file_and_written_one_node_a_line(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    content = json.loads(text)
    assert content["name"] == file.stem
    assert Network.from_json(text).description.endswith((").", "."))
    lines = [line.strip().rstrip(",") for line in text.splitlines()]
    inner = [node for block in content.get("blocks", {}).values() for node in block["nodes"]]
    written = [json.dumps(node) for node in [*content["nodes"], *inner]]
    assert [node for node in written if node not in text] == []
    assert set(written) - set(lines) <= {json.dumps(content["nodes"][0])}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_blocks_document_defines_it_and_uses_it_once(name: str) -> None:
    network = library_network(name)
    assert list(network.blocks) == [name]
    assert [node.op for node in network.nodes] == [name]
    assert network.blocks[name].description.endswith(".")
    assert library_blocks()[name] == network.blocks[name]


def test_every_example_network_and_block_is_listed() -> None:
    assert library_networks() == sorted([*BLOCKS, *NETWORKS])
    assert set(NETWORKS) == set(SIZES)


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_an_example_network_has_as_many_weights_as_it_should(name: str, size: int) -> None:
    with torch.device("meta"):
        module = build(library_network(name))
    assert sum(p.numel() for p in module.parameters()) == size


def test_the_default_network_is_there_by_name() -> None:
    made, stored = default_network((3, 32, 32), 10), library_network("small-cnn")
    assert stored.model_copy(update={"description": made.description}) == made


@pytest.mark.parametrize("name", NETWORKS)
def test_a_stored_example_network_holds_its_blocks(name: str) -> None:
    stored = self_contained(library_network(name))
    assert all(node.op in stored.blocks for node in stored.nodes if node.op in library_blocks())
    assert check(stored).types == check(library_network(name)).types


@pytest.mark.parametrize(
    ("block", "params", "inputs", "gives"),
    [
        ("residual_down", {"channels": 24, "stride": 1}, [(16, 9, 9)], (24, 9, 9)),
        ("residual_down", {"channels": 24}, [(16, 9, 9)], (24, 5, 5)),
        ("bottleneck_down", {"channels": 256, "stride": 1}, [(64, 8, 8)], (256, 8, 8)),
        ("squeeze_excite", {"reduction": 4}, [(12, 5, 7)], (12, 5, 7)),
        ("inverted_residual", {"expansion": 2}, [(10, 5, 7)], (10, 5, 7)),
        ("inverted_residual_down", {"channels": 7, "stride": 1}, [(10, 5, 7)], (7, 5, 7)),
        ("depthwise_separable", {"channels": 7, "stride": 2}, [(10, 5, 7)], (7, 3, 4)),
        ("dense", {"growth": 5}, [(10, 5, 7)], (15, 5, 7)),
        ("unet_up", {"channels": 5}, [(10, 3, 4), (6, 6, 8)], (5, 6, 8)),
        ("transformer_encoder", {"num_heads": 2, "mlp_ratio": 3}, [(7, 10)], (7, 10)),
    ],
)
def test_blocks_suit_inputs_of_other_sizes(
    block: str, params: dict[str, int], inputs: list[tuple[int, ...]], gives: tuple[int, ...]
) -> None:
    network = library_network(block)
    shaped = {
        name: entry.model_copy(update={"shape": shape})
        for (name, entry), shape in zip(network.inputs.items(), inputs, strict=True)
    }
    nodes = (network.nodes[0].model_copy(update={"params": params}),)
    checked = check(network.model_copy(update={"inputs": shaped, "nodes": nodes}))
    assert next(iter(checked.outputs.values())).shape == gives
