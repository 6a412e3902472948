"""Documents as workflows: read back, they say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from netwright.data import prepare, write_digits
from netwright.interfaces.documents import Network, Recipe
from netwright.layers import CheckedNetwork, check, layer_types
from netwright.layers.library import library_network, library_networks
from netwright.training import Run

NETWORKS = sorted(library_networks())


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


@pytest.mark.parametrize("name", NETWORKS)
def test_a_library_network_is_the_same_after_the_canvas(name: str, small_host: Any) -> None:
    from netwright_nodes.sheets.run_sheet import workflow_of_network
    from netwright_nodes.standalone.canvas import prompt_of_canvas

    network = library_network(name)
    workflow = workflow_of_network(network).workflow()
    prompt = prompt_of_canvas(workflow, small_host.nodes)
    made = document_of(prompt, small_host)
    assert layers(made) == layers(in_order_of_wiring(network))
    assert made.inputs.keys() != {} and [i.shape for i in made.inputs.values()] == [
        i.shape for i in network.inputs.values()
    ]


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
