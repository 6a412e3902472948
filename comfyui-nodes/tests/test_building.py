"""Networks that are wired on the canvas, up to the file that is written of them."""

from __future__ import annotations

from typing import Any

import pytest

from netwright.interfaces.documents import Network
from netwright.layers import check


def written(host: Any, canvas: Any, *outputs: Any, name: str) -> Network:
    """The document of a network whose last layers are `outputs`."""
    wires = {f"inputs.input_{number}": place for number, place in enumerate(outputs)}
    network = canvas.add("NetwrightNetwork", name=name, **wires)
    canvas.add("NetwrightSaveNetwork", network=network, filename=name)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    return Network.read(host.output / f"{name}.json")


def images(canvas: Any) -> Any:
    return canvas.add("NetwrightImageInput", channels=1, height=8, width=8)


def test_a_wired_network_is_a_document_that_fits_together(host: Any, canvas: Any) -> None:
    conv = canvas.layer("Conv2d", images(canvas), out_channels=4, padding="same")
    flat = canvas.layer("Flatten", canvas.layer("ReLU", conv))
    network = written(host, canvas, canvas.layer("Linear", flat, out_features=10), name="fits")
    assert str(check(network).outputs["output"]) == "[10]"


def test_ids_in_the_document_are_those_of_the_canvas(host: Any, canvas: Any) -> None:
    conv = canvas.layer("Conv2d", images(canvas), id="57:3")
    network = written(host, canvas, canvas.layer("ReLU", conv, id="12"), name="ids")
    assert [node.id for node in network.nodes] == ["conv2d_57_3", "relu_12"]


def test_only_what_is_not_the_default_stands_in_the_document(host: Any, canvas: Any) -> None:
    conv = canvas.layer("Conv2d", images(canvas), out_channels=4, kernel_size="3, 1", bias=False)
    network = written(host, canvas, conv, name="short")
    assert network.nodes[0].params == {"out_channels": 4, "kernel_size": [3, 1], "bias": False}


def test_two_equal_nodes_are_two_layers(host: Any, canvas: Any) -> None:
    image = images(canvas)
    branches = [canvas.layer("Conv2d", image, out_channels=4) for _ in range(2)]
    network = written(host, canvas, canvas.layer("Add", *branches), name="two")
    assert len(network.nodes) == 3
    assert len(set(network.nodes[-1].inputs)) == 2


def test_a_skip_is_an_output_wired_into_a_merge(host: Any, canvas: Any) -> None:
    conv = canvas.layer("Conv2d", images(canvas), out_channels=4)
    inner = canvas.layer("Conv2d", conv, out_channels=4, padding="same")
    network = written(host, canvas, canvas.layer("Add", inner, conv), name="skip")
    assert network.nodes[-1].inputs == (f"conv2d_{inner.node}", f"conv2d_{conv.node}")


def test_five_wires_go_into_one_merge_in_their_order(host: Any, canvas: Any) -> None:
    image = images(canvas)
    branches = [canvas.layer("Conv2d", image, out_channels=n) for n in range(1, 6)]
    network = written(host, canvas, canvas.layer("Concat", *branches), name="five")
    assert network.nodes[-1].inputs == tuple(f"conv2d_{branch.node}" for branch in branches)
    assert check(network).outputs["output"].shape[0] == 15


def test_a_layer_with_several_outputs_has_a_place_for_each(host: Any, canvas: Any) -> None:
    tokens = canvas.add("NetwrightTensorInput", shape="12, 6")
    lstm = canvas.layer("LSTM", tokens, hidden_size=5)
    hidden = type(lstm)(lstm.node, 1)
    network = written(host, canvas, lstm, hidden, name="lstm")
    assert dict(network.outputs) == {
        "output": f"lstm_{lstm.node}.output",
        "output_2": f"lstm_{lstm.node}.hidden",
    }


def test_the_document_is_the_same_whatever_was_run_before(host: Any, canvas: Any) -> None:
    """A changed widget runs one branch anew; the order of nodes, and so the seed, stays."""
    image = images(canvas)
    first = canvas.layer("Conv2d", image, out_channels=4)
    second = canvas.layer("Conv2d", image, out_channels=8)
    merged = canvas.layer("Concat", first, second)
    canvas.prompt[first.node]["inputs"]["out_channels"] = 2
    before = written(host, canvas, merged, name="order")
    canvas.prompt[first.node]["inputs"]["out_channels"] = 4
    assert host.run(canvas.prompt).succeeded
    after = Network.read(host.output / "order.json")
    assert [node.id for node in after.nodes] == [node.id for node in before.nodes]
    assert after.nodes[0].params["out_channels"] == 4


def test_what_does_not_fit_is_said_of_the_node_on_the_canvas(host: Any, canvas: Any) -> None:
    conv = canvas.layer("Conv2d", images(canvas), out_channels=4)
    bad = canvas.layer("Conv1d", conv)
    network = canvas.add("NetwrightNetwork", **{"inputs.input_0": bad})
    canvas.add("NetwrightSaveNetwork", network=network, filename="bad")
    outcome = host.run(canvas.prompt)
    node, message = outcome.failed
    assert node == bad.node
    assert f"'conv1d_{bad.node}' (Conv1d) expects an input of shape [C,L]" in message
    assert f"'conv2d_{conv.node}' (Conv2d) gives [4,6,6]" in message
    assert "fix: " in message


@pytest.mark.parametrize(
    ("widget", "value", "says"),
    [
        ("kernel_size", "abc", "kernel_size: expected integer 1 to 4096, or a list of 2 such"),
        ("kernel_size", "3, 3, 3", "kernel_size: expected integer 1 to 4096"),
        ("stride", "0", "stride: expected integer 1 to 4096"),
        ("padding", "__import__('os')", "padding: expected integer 0 to 4096"),
        ("out_channels", 0, "smaller than min of 1"),
    ],
)
def test_a_wrong_widget_is_refused_before_anything_runs(
    host: Any, canvas: Any, widget: str, value: Any, says: str
) -> None:
    conv = canvas.layer("Conv2d", images(canvas), **{widget: value})
    network = canvas.add("NetwrightNetwork", **{"inputs.input_0": conv})
    canvas.add("NetwrightSaveNetwork", network=network)
    outcome = host.run(canvas.prompt)
    assert not outcome.ran
    assert any(says in problem for problem in outcome.invalid[conv.node]), outcome.invalid


def test_a_choice_that_is_none_is_refused(host: Any, canvas: Any) -> None:
    """Older versions of ComfyUI let it through to the node."""
    conv = canvas.layer("Conv2d", images(canvas), padding_mode="mirror")
    network = canvas.add("NetwrightNetwork", **{"inputs.input_0": conv})
    canvas.add("NetwrightSaveNetwork", network=network)
    outcome = host.run(canvas.prompt)
    problems = outcome.invalid.get(conv.node) or [outcome.failed[1]]
    assert any("padding_mode: " in problem and "mirror" in problem for problem in problems)
    assert conv.node not in outcome.ran


def test_a_layer_without_a_wire_is_told_so(host: Any, canvas: Any) -> None:
    conv = canvas.layer("Conv2d")
    network = canvas.add("NetwrightNetwork", **{"inputs.input_0": conv})
    canvas.add("NetwrightSaveNetwork", network=network)
    assert "Required input is missing: input" in host.run(canvas.prompt).invalid[conv.node]


@pytest.mark.parametrize("name", ["../elsewhere", "/tmp/elsewhere", "C:\\elsewhere", " "])
def test_a_file_outside_the_output_folder_is_refused(host: Any, canvas: Any, name: str) -> None:
    network = canvas.add("NetwrightNetwork", **{"inputs.input_0": images(canvas)})
    save = canvas.add("NetwrightSaveNetwork", network=network, filename=name)
    [problem] = host.run(canvas.prompt).invalid[save.node]
    assert "is not the name of a file in this folder" in problem


def test_a_second_run_uses_what_is_kept(host: Any, canvas: Any) -> None:
    network = canvas.add("NetwrightNetwork", **{"inputs.input_0": images(canvas)})
    canvas.add("NetwrightSaveNetwork", network=network, filename="kept")
    host.run(canvas.prompt)
    again = host.run(canvas.prompt)
    assert not again.ran
    assert set(again.cached) == set(canvas.prompt)
