from __future__ import annotations

import time

import pytest
import torch

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import NetwrightError
from netwright.layers import build, check, summarize
from netwright.layers import builder as b
from netwright.layers.layer import TensorType
from netwright.layers.library import library_network
from netwright.layers.registry import layer_types
from netwright.layers.seeing.cost import measured, measured_by_running
from netwright.layers.seeing.summary import in_bytes, in_thousands
from netwright.layers.shapes import output_types

EMBED, LENGTH, HIDDEN = 16, 10, 32


def multiply_adds(op: str, params: dict[str, object], *inputs: tuple[int, ...]) -> int:
    types = tuple(TensorType(shape) for shape in inputs)
    layer = layer_types()[op].from_params(params).resolve(*types)
    return measured(layer, types).cost.multiply_adds


@pytest.mark.parametrize(
    ("op", "params", "inputs", "by_hand"),
    [
        ("Linear", {"out_features": 5}, [(7, 10)], 7 * 10 * 5),
        ("Conv2d", {"out_channels": 8, "kernel_size": 3}, [(4, 6, 7)], 8 * 4 * 3 * 3 * 4 * 5),
        (
            "Conv2d",
            {"out_channels": 8, "kernel_size": 3, "groups": 4, "padding": 1},
            [(4, 6, 7)],
            8 * 1 * 3 * 3 * 6 * 7,
        ),
        ("Conv1d", {"out_channels": 3, "kernel_size": 2}, [(4, 9)], 3 * 4 * 2 * 8),
        (
            "ConvTranspose2d",
            {"out_channels": 8, "kernel_size": 2, "stride": 2},
            [(3, 5, 5)],
            3 * 5 * 5 * 8 * 2 * 2,
        ),
        ("Bilinear", {"out_features": 6}, [(4,), (5,)], 6 * (4 * 5 + 5)),
        ("MatMul", {}, [(2, 3, 4), (2, 4, 5)], 2 * 3 * 4 * 5),
        ("LSTM", {"hidden_size": 6}, [(20, 5)], 20 * 4 * 6 * (5 + 6)),
        ("GRU", {"hidden_size": 6}, [(20, 5)], 20 * 3 * 6 * (5 + 6)),
        ("RNN", {"hidden_size": 6, "bidirectional": True}, [(20, 5)], 20 * 2 * 6 * (5 + 6)),
        (
            "TransformerEncoderLayer",
            {"nhead": 4, "dim_feedforward": HIDDEN},
            [(LENGTH, EMBED)],
            # Query, key, value and output; scores and their use; the two linear layers.
            4 * LENGTH * EMBED**2 + 2 * LENGTH**2 * EMBED + 2 * LENGTH * EMBED * HIDDEN,
        ),
        ("ReLU", {}, [(3, 8, 8)], 0),
        ("BatchNorm2d", {}, [(3, 8, 8)], 0),
        ("MaxPool2d", {"kernel_size": 2}, [(3, 8, 8)], 0),
    ],
)
def test_multiply_adds_are_those_counted_by_hand(
    op: str, params: dict[str, object], inputs: list[tuple[int, ...]], by_hand: int
) -> None:
    assert multiply_adds(op, params, *inputs) == by_hand


def test_a_recurrent_layer_over_thousands_of_steps_is_counted_at_once() -> None:
    assert multiply_adds("LSTM", {"hidden_size": 6}, (100_000, 5)) == 100_000 * 4 * 6 * 11


PUBLISHED = {
    # Parameters and giga multiply-adds at 224x224 as torchvision's documentation gives them.
    "resnet-18": (11_689_512, 1.81),
    "vgg-16": (138_357_544, 15.47),
    "mobilenet-v2": (3_504_872, 0.30),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_networks_of_papers_cost_what_is_published(name: str) -> None:
    cost = summarize(library_network(name)).cost
    parameters, giga = PUBLISHED[name]
    assert cost.parameters == parameters
    assert cost.multiply_adds / 1e9 == pytest.approx(giga, abs=0.006)


@pytest.mark.parametrize(
    ("name", "giga"), [("resnet18", 1.814), ("vgg16", 15.47), ("mobilenet_v2", 0.301)]
)
def test_the_counter_of_torch_gives_published_numbers(name: str, giga: float) -> None:
    from torch.utils.flop_counter import FlopCounterMode
    from torchvision import models

    with torch.device("meta"), FlopCounterMode(display=False) as counter:
        getattr(models, name)().eval()(torch.empty(1, 3, 224, 224))
    assert counter.get_total_flops() / 2e9 == pytest.approx(giga, rel=1e-3)


def a_residual_network() -> Network:
    image = b.input("image", (3, 16, 16))
    x = b.conv2d(image, 16, kernel_size=3, padding=1)
    x = b.block("residual")(x, channels=16)
    return b.network(logits=b.linear(b.flatten(b.dropout(x)), 10))


def test_counts_are_those_of_the_built_module() -> None:
    network = a_residual_network()
    module = build(network)
    cost = summarize(network).cost
    assert cost.parameters == sum(p.numel() for p in module.parameters())
    assert cost.trainable == cost.parameters
    assert cost.weights_bytes == sum(t.nbytes for t in module.state_dict().values())


def test_a_block_costs_what_is_in_it() -> None:
    _, block, *_ = summarize(a_residual_network()).nodes
    assert block.cost.parameters == sum(part.cost.parameters for part in block.inside)
    assert block.inside[0].path == f"{block.path}.conv1"


def test_shared_weights_are_counted_once_and_their_work_twice() -> None:
    network = Network.from_dict(
        {
            "inputs": {"a": {"shape": [4]}},
            "nodes": [
                {"id": "f", "op": "Linear", "params": {"out_features": 4}, "inputs": ["a"]},
                {"id": "g", "op": "Linear", "inputs": ["f"], "weights_of": "f"},
            ],
            "outputs": {"y": "g"},
        }
    )
    cost = summarize(network).cost
    assert cost.parameters == sum(p.numel() for p in build(network).parameters()) == 20
    assert cost.multiply_adds == 2 * 16


def test_attention_is_counted_where_no_gradients_are_kept() -> None:
    # torch has a fused attention for modules without gradients, which its counter does not see.
    inputs = ((LENGTH, EMBED),) * 3
    expected = 4 * LENGTH * EMBED**2 + 2 * LENGTH**2 * EMBED
    with torch.no_grad():
        assert multiply_adds("MultiheadAttention", {"num_heads": 4}, *inputs) == expected


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0"), (999, "999"), (1000, "1.00 k"), (999_600, "1.00 M"), (15_470_264_320, "15.5 G")],
)
def test_large_numbers_are_short(count: int, text: str) -> None:
    assert in_thousands(count) == text


def test_bytes_have_a_unit() -> None:
    assert (in_bytes(12), in_bytes(46_800_000)) == ("12 B", "46.8 MB")


def test_every_example_of_every_layer_has_a_cost() -> None:
    for kind in layer_types().values():
        for example in kind.examples:
            layer = kind.from_params(example.params).resolve(*example.inputs)
            found = measured(layer, example.inputs)
            assert found.cost.trainable <= found.cost.parameters
            assert len(found.views) == len(kind.output_names)


def test_a_second_summary_runs_no_layer_again() -> None:
    checked = check(a_residual_network())
    summarize(checked)
    before = measured.cache_info().misses
    summarize(checked)
    assert measured.cache_info().misses == before


@pytest.mark.parametrize("op", layer_types())
def test_what_a_layer_costs_is_what_torch_counts(op: str) -> None:
    """Also where a formula tells it, or a run at a small size."""
    kind = layer_types()[op]
    for example in kind.examples:
        inputs = tuple(example.inputs)
        layer = kind.from_params(example.params).resolve(*inputs)
        assert measured(layer, inputs) == measured_by_running(layer, inputs)


def test_a_long_sequence_is_told_at_once() -> None:
    began = time.process_time()
    steps = 100_000
    layer = layer_types()["LSTM"].from_params({"hidden_size": 8, "num_layers": 2})
    types = (TensorType((steps, 4)),)
    resolved = layer.resolve(*types)
    output, hidden, cell = output_types(resolved, types)
    assert (output.shape, hidden.shape, cell.shape) == ((steps, 8), (2, 8), (2, 8))
    assert measured(resolved, types).cost.multiply_adds == steps * 4 * 8 * (4 + 8 + 8 + 8)
    assert time.process_time() - began < 5


def test_a_tensor_beyond_counting_is_a_misfit() -> None:
    huge = b.input("rows", (2**30, 2**20))
    with pytest.raises(NetwrightError, match="inputs that torch takes"):
        b.linear(huge, 65_536)
