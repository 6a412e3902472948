"""Documents as workflows: read back, they say the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from netwright.data import prepare
from netwright.interfaces.documents import Network
from netwright.interfaces.documents.split import FoldSplit, GroupedSplit
from netwright.layers import CheckedNetwork, check, layer_types
from netwright.layers.library import library_network, library_networks


def layers(network: Network) -> list[tuple[str, Any, list[str]]]:
    """Each layer with all its parameters and where its inputs come from, blocks opened.

    Layers are named by their places in the order of the wiring, since ids are the canvas's own.
    """
    order: dict[str, str] = {}
    rows: list[tuple[str, Any, list[str]]] = []

    def look(checked: CheckedNetwork, given: list[str]) -> list[str]:
        wires = dict(zip(checked.network.inputs, given, strict=True))
        for found in checked.nodes:
            into = [wires[reference] for reference in found.node.inputs]
            if isinstance(found.layer, CheckedNetwork):
                outputs = look(found.layer, into)
            else:
                name = order.setdefault(f"{len(rows)}", f"#{len(rows)}")
                rows.append((found.layer.op(), found.layer.model_dump(), into))
                outputs = [f"{name}.{output}" for output in found.output_names]
            wires[found.node.id] = outputs[0]
            wires |= {
                f"{found.node.id}.{n}": o for n, o in zip(found.output_names, outputs, strict=True)
            }
        return [wires[reference] for reference in checked.network.outputs.values()]

    inputs = [f"{entry.shape} {entry.dtype}" for entry in network.inputs.values()]
    ends = look(check(network), inputs)
    rows.append(("outputs", network.name, ends))
    return rows


def in_order_of_wiring(network: Network) -> Network:
    """The document in the order that the canvas gives it."""
    from netwright_nodes.wiring.documents import _in_order

    return network.model_copy(update={"nodes": tuple(_in_order(network))})


def test_the_networks_of_the_library_are_the_same_after_the_canvas(small_host: Any) -> None:
    from netwright_nodes.sheets.run_sheet import workflow_of_network
    from netwright_nodes.standalone.canvas import prompt_of_canvas

    for name in library_networks():
        network = library_network(name)
        workflow = workflow_of_network(network).workflow()
        made = document_of(prompt_of_canvas(workflow, small_host.nodes), small_host)
        assert layers(made) == layers(in_order_of_wiring(network)), name


def test_nodes_stand_apart_and_to_the_right_of_what_they_read(stand_in_comfyui: Any) -> None:
    from netwright_nodes.sheets.run_sheet import workflow_of_network

    for name in library_networks():
        nodes = workflow_of_network(library_network(name)).nodes
        boxes = [(*node.place, 300, node.height) for node in nodes.values()]
        assert not [(a, b) for a in boxes for b in boxes if a is not b and overlap(a, b)], name
        for node in nodes.values():
            for wire in node.wires.values():
                source = nodes[wire.node].place
                in_a_line_above = source[1] + nodes[wire.node].height < node.place[1]
                assert source[0] < node.place[0] or in_a_line_above, name


def overlap(one: Any, other: Any) -> bool:
    (x, y, w, h), (p, q, r, s) = one, other
    return x < p + r and p < x + w and y < q + s and q < y + h


def test_values_that_widgets_cannot_say_are_refused(stand_in_comfyui: Any) -> None:
    from netwright_nodes.sheets.inexpressible import InexpressibleError
    from netwright_nodes.sheets.run_sheet import workflow_of_network

    shared = Network.from_dict(
        {
            "inputs": {"x": {"shape": [4]}},
            "nodes": [
                {"id": "a", "op": "Linear", "params": {"out_features": 4}, "inputs": ["x"]},
                {"id": "b", "op": "Linear", "weights_of": "a", "inputs": ["a"]},
            ],
            "outputs": {"y": "b"},
        }
    )
    with pytest.raises(InexpressibleError, match="b shares the weights of a"):
        workflow_of_network(shared)


@pytest.mark.parametrize("op", sorted(layer_types()))
def test_every_example_of_a_layer_can_be_said_with_widgets(op: str, stand_in_comfyui: Any) -> None:
    from netwright_nodes.layers.widgets import widgets_of
    from netwright_nodes.sheets.layer_values import layer_values

    kind = layer_types()[op]
    for example in kind.examples:
        values = layer_values(kind, example.params)
        read = {widget.name: widget.value(values[widget.name]) for widget in widgets_of(kind)}
        given = {name: value for name, value in read.items() if value is not None}
        assert kind.from_params(given) == kind.from_params(example.params)


@pytest.mark.parametrize(
    ("sample", "reading"),
    [
        ("digits", {"val_fraction": 0.3, "seed": 4}),
        ("pendulum", {"target": "period_s", "split": GroupedSplit(by="length_m", seed=2)}),
        ("shapes and masks", {"size": (32, 32), "split": FoldSplit(folds=4, fold=2, seed=1)}),
        ("noisy and clean", {"mode": "L", "fit": "pad"}),
    ],
)
def test_a_data_set_node_reads_what_the_document_says(
    sample: str, reading: dict[str, Any], stand_in_comfyui: Any, tmp_path: Path
) -> None:
    from netwright_nodes.nodes.dataset import DatasetNode, _asked
    from netwright_nodes.samples.writing import write_sample
    from netwright_nodes.sheets.dataset_values import dataset_values
    from netwright_nodes.sheets.sheet import Sheet

    path = write_sample(sample, tmp_path / "input")
    document = prepare(path, **reading).document
    values = dataset_values(document)
    assert values is not None
    sheet = Sheet()
    widgets = sheet.nodes[sheet.add(DatasetNode, values)].widgets
    found = tmp_path / "input" / widgets.pop("path")
    assert prepare(found, **_asked(**widgets)).document == document


def document_of(prompt: dict[str, Any], host: Any) -> Network:
    end = next(id for id, node in prompt.items() if node["class_type"] == "NetwrightNetwork")
    prompt["save"] = {
        "class_type": "NetwrightSaveNetwork",
        "inputs": {"network": [end, 0], "filename": "netwright/made"},
    }
    outcome = host.run(prompt)
    assert outcome.succeeded, (outcome.invalid, outcome.failed)
    (file,) = host.output.rglob("made*.json")
    return Network.read(file)
