"""Networks as files, tables, pictures and Python, and pieces of them as blocks."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image

from netwright.interfaces.documents import Network
from netwright.layers import check


def small(canvas: Any) -> Any:
    """A network of an image [1,8,8] to ten numbers."""
    image = canvas.add("NetwrightImageInput", channels=1, height=8, width=8)
    logits = canvas.layer("Linear", canvas.layer("Flatten", image), out_features=10)
    return canvas.add("NetwrightNetwork", **{"inputs.input_0": logits})


def test_the_summary_shows_every_layer(host: Any, canvas: Any) -> None:
    summary = canvas.add("NetwrightNetworkSummary", network=small(canvas))
    text = host.run(canvas.prompt).text(summary.node)
    assert "flatten_2" in text
    assert "parameters      650 (650 trainable, 0 frozen)" in text


def test_the_diagram_is_a_picture(host: Any, canvas: Any) -> None:
    diagram = canvas.add("NetwrightNetworkDiagram", network=small(canvas))
    [shown] = host.run(canvas.prompt).shown[diagram.node]["images"]
    with Image.open(host.temp / shown["subfolder"] / shown["filename"]) as picture:
        assert picture.width > 100


def test_the_code_is_plain_pytorch(host: Any, canvas: Any) -> None:
    code = canvas.add("NetwrightPythonCode", network=small(canvas))
    text = host.run(canvas.prompt).text(code.node)
    assert "class " in text
    assert "nn.Linear(64, 10)" in text
    compile(text, "network.py", "exec")


def test_a_network_of_the_library_is_there(host: Any, canvas: Any) -> None:
    network = canvas.add("NetwrightNetworkFile", network="lenet-5")
    summary = canvas.add("NetwrightNetworkSummary", network=network)
    assert host.run(canvas.prompt).text(summary.node).startswith("lenet-5: ")


def test_a_saved_network_is_read_again_when_its_file_changes(host: Any, canvas: Any) -> None:
    place = host.output / "mine.json"
    network = Network.from_dict(
        {
            "name": "first",
            "inputs": {"x": {"shape": [4]}},
            "nodes": [{"id": "relu", "op": "ReLU", "inputs": ["x"]}],
            "outputs": {"y": "relu"},
        }
    )
    network.write(place)
    file = canvas.add("NetwrightNetworkFile", file="mine.json")
    summary = canvas.add("NetwrightNetworkSummary", network=file)
    assert host.run(canvas.prompt).text(summary.node).startswith("first")
    network.model_copy(update={"name": "second"}).write(place)
    assert host.run(canvas.prompt).text(summary.node).startswith("second")


@pytest.mark.parametrize(
    ("content", "says"), [(None, "cannot read the netwright.network"), ("{", "this is not JSON")]
)
def test_a_file_that_is_no_network_is_refused_before_anything_runs(
    host: Any, canvas: Any, content: str | None, says: str
) -> None:
    if content is not None:
        (host.output / "broken.json").write_text(content, encoding="utf-8")
    name = "missing.json" if content is None else "broken.json"
    file = canvas.add("NetwrightNetworkFile", file=name)
    canvas.add("NetwrightNetworkSummary", network=file)
    [problem] = host.run(canvas.prompt).invalid[file.node]
    assert says in problem


def test_a_block_of_the_library_is_one_node(host: Any, canvas: Any) -> None:
    image = canvas.add("NetwrightImageInput", channels=3, height=8, width=8)
    block = canvas.add(
        "NetwrightBlock",
        block="residual_down",
        parameters="channels=8",
        **{"inputs.input_0": image},
    )
    network = canvas.add("NetwrightNetwork", **{"inputs.input_0": block})
    canvas.add("NetwrightSaveNetwork", network=network, filename="block")
    assert host.run(canvas.prompt).succeeded
    found = Network.read(host.output / "block.json")
    assert found.nodes[0].id == f"residual_down_{block.node}"
    assert str(check(found).outputs["output"]) == "[8,4,4]"


@pytest.mark.parametrize("text", ["channels", "=3", "channels="])
def test_parameters_that_are_none_are_refused(host: Any, canvas: Any, text: str) -> None:
    image = canvas.add("NetwrightImageInput")
    block = canvas.add("NetwrightBlock", parameters=text, **{"inputs.input_0": image})
    canvas.add("NetwrightSaveBlock", input=block)
    [problem] = host.run(canvas.prompt).invalid[block.node]
    assert f"parameters: expected name=value, but {text!r} came." in problem


def test_a_saved_block_is_used_as_one_node(host: Any, canvas: Any) -> None:
    image = canvas.add("NetwrightImageInput", channels=3, height=8, width=8)
    conv = canvas.layer("Conv2d", image, out_channels=4, padding="same")
    canvas.add("NetwrightSaveBlock", input=canvas.layer("ReLU", conv), name="conv_relu")
    assert host.run(canvas.prompt).succeeded
    second = type(canvas)(canvas.defaults)
    image = second.add("NetwrightImageInput", channels=1, height=6, width=6)
    block = second.add(
        "NetwrightBlock", block="conv_relu", parameters="", **{"inputs.input_0": image}
    )
    network = second.add("NetwrightNetwork", **{"inputs.input_0": block})
    second.add("NetwrightSaveNetwork", network=network, filename="own")
    assert host.run(second.prompt).succeeded
    assert str(check(Network.read(host.output / "own.json")).outputs["output"]) == "[4,6,6]"


def test_a_block_with_the_name_of_a_layer_is_refused(host: Any, canvas: Any) -> None:
    image = canvas.add("NetwrightImageInput")
    save = canvas.add("NetwrightSaveBlock", input=canvas.layer("ReLU", image), name="Conv2d")
    node, message = host.run(canvas.prompt).failed
    assert node == save.node
    assert "fix: call the block 'Conv2d_block'." in message


def test_a_torchvision_model_is_a_layer(host: Any, canvas: Any) -> None:
    image = canvas.add("NetwrightImageInput", channels=3, height=32, width=32)
    backbone = canvas.layer("Backbone", image, model="squeezenet1_1", output="features")
    network = canvas.add("NetwrightNetwork", **{"inputs.input_0": backbone})
    summary = canvas.add("NetwrightNetworkSummary", network=network)
    assert "Backbone" in host.run(canvas.prompt).text(summary.node)
