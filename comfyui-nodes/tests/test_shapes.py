"""What the server tells of networks while they are wired: shapes, costs, and what is missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from canvas_editing import set_widget

from canvas_sketch import Sketch
from netwright.interfaces.documents import Network
from netwright.interfaces.errors import UsageError
from netwright.layers import build, layer_nodes, layer_types, summarize

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parent / "example_workflows").glob("*.json"))
NESTED = HERE / "subgraphs" / "nested.json"


@pytest.fixture
def sketch(sketched_nodes: dict[str, Any]) -> Sketch:
    return Sketch(sketched_nodes)


@pytest.fixture
def look(sketched_nodes: dict[str, Any]) -> Any:
    from netwright_nodes.sketching.looking import look_at

    return lambda workflow, batch_size=1: look_at(workflow, batch_size)


def image(sketch: Sketch, *shape: int) -> Any:
    channels, height, width = shape
    return sketch.add("NetwrightImageInput", channels=channels, height=height, width=width)


def end(sketch: Sketch, *places: Any, name: str = "network") -> Any:
    wires = {f"inputs.input_{number}": place for number, place in enumerate(places)}
    return sketch.add("NetwrightNetwork", name=name, **wires)


def shape(told: Any, id: Any) -> tuple[int, ...]:
    return told.nodes[str(id)].outputs[0].shape


def test_a_layer_tells_its_shape_its_inferred_sizes_and_its_cost(sketch: Sketch, look: Any) -> None:
    conv = sketch.layer("Conv2d", image(sketch, 3, 8, 6), out_channels=4, padding="0")
    told = look(sketch.workflow()).nodes[str(conv.node)]
    assert [flow.model_dump() for flow in told.outputs] == [
        {"name": "output", "shape": (4, 6, 4), "dtype": "float32"}
    ]
    assert told.inferred == {"in_channels": 3}
    assert told.parameters == 4 * 3 * 9 + 4
    assert told.multiply_adds == 4 * 6 * 4 * 3 * 9
    assert told.problem is None
    assert told.waiting == ()


def test_every_layer_of_the_catalogue_has_a_shape_for_its_own_examples(
    sketched_nodes: dict[str, Any], look: Any
) -> None:
    from netwright_nodes.sketching.known_nodes import all_nodes

    told: dict[str, str] = {}
    for op, kind in layer_types().items():
        call = all_nodes()[f"NetwrightLayer{op}"].node.layer_call
        for example in kind.examples:
            sketch = Sketch(sketched_nodes)
            wires = [
                sketch.add(
                    "NetwrightTensorInput",
                    shape=", ".join(map(str, flows.shape)) or "1",
                    dtype=flows.dtype,
                )
                for flows in example.inputs
            ]
            shown = {w.name: w.shown(example.params.get(w.name)) for w in call.widgets}
            shown = {name: shown[name] for name in example.params}
            place = sketch.layer(op, *wires, **shown)
            node = look(sketch.workflow()).nodes[str(place.node)]
            layer = kind.from_params(example.params).resolve(*example.inputs)
            module = layer.blank(*example.inputs) if not layer.is_function() else None
            learnt = 0 if module is None else sum(p.numel() for p in module.parameters())
            if node.problem is not None or node.parameters != learnt or not node.outputs:
                told[f"{op} {dict(example.params)}"] = str(node)
    assert told == {}


@pytest.mark.parametrize("file", [*EXAMPLES, NESTED], ids=lambda file: file.stem)
def test_shapes_are_those_that_torch_gives(look: Any, file: Path) -> None:
    from netwright_nodes.sketching.exporting import export

    workflow = json.loads(file.read_text("utf-8"))
    told = look(workflow, batch_size=2)
    assert all(node.problem is None for node in told.nodes.values())
    for network in told.networks:
        text = export(workflow, network.node, "document").text
        document = Network.from_json(text)
        shapes = torch_shapes(document)
        by_node = {id.rpartition(":")[2]: node for id, node in told.nodes.items()}
        compared = [
            (by_node[id.rpartition("_")[2]].outputs[0].shape, found) for id, found in shapes.items()
        ]
        assert compared
        assert all(said == given for said, given in compared)
        assert network.layers == len(shapes)
        summary = summarize(document, batch_size=2)
        assert network.parameters == summary.cost.parameters
        assert network.multiply_adds == summary.cost.multiply_adds


def torch_shapes(document: Network) -> dict[str, tuple[int, ...]]:
    """What each layer really gives, without the batch axis, by its id."""
    module = build(document).eval()
    given = [torch.zeros(2, *flows.shape) for flows in document.inputs.values()]
    found: dict[str, tuple[int, ...]] = {}
    ids = {layer.node: layer.id for layer in layer_nodes(module)}

    class Watching(torch.fx.Interpreter):
        def run_node(self, n: torch.fx.Node) -> Any:
            value = super().run_node(n)
            if n in ids:
                first = value[0] if isinstance(value, tuple) else value
                found[ids[n]] = tuple(first.shape[1:])
            return value

    Watching(module).run(*given)
    return found


def test_what_is_typed_into_a_subgraph_s_own_widget_counts(look: Any) -> None:
    workflow = json.loads((HERE / "subgraphs" / "typed.json").read_text("utf-8"))
    told = look(workflow)
    assert shape(told, "24:11") == (20, 32, 32)
    assert told.nodes["12"].problem.message == (
        "Add #12 expects inputs of one shape, [20,32,32] as its first input has, but ReLU #8 gives "
        "[16,32,32]."
    )


def test_a_network_told_at_a_glance_is_what_its_summary_says(sketch: Sketch, look: Any) -> None:
    x = sketch.layer("Conv2d", image(sketch, 1, 8, 8), out_channels=4, padding="same")
    x = sketch.layer("Linear", sketch.layer("Flatten", sketch.layer("ReLU", x)), out_features=10)
    network = end(sketch, x, name="digits")
    small, large = (look(sketch.workflow(), batch).networks[0] for batch in (1, 64))
    weights = (40 + 2570) * 4
    assert (small.node, small.name, small.layers) == (str(network.node), "digits", 4)
    assert (small.parameters, small.multiply_adds) == (2610, 64 * 36 + 2560)
    activations = (64 + 256 + 256 + 10) * 4
    assert small.training_memory == 4 * weights + activations
    assert large.training_memory == 4 * weights + 64 * activations
    assert weights < small.inference_memory < small.training_memory


def test_a_node_after_one_that_does_not_fit_waits(sketch: Sketch, look: Any) -> None:
    wrong = sketch.layer("Conv2d", image(sketch, 3, 8, 8), out_channels=4, in_channels=5)
    after = sketch.layer("ReLU", wrong)
    half = sketch.layer("Add", after)
    network = end(sketch, half)
    nodes = look(sketch.workflow()).nodes
    assert nodes[str(wrong.node)].problem.message == (
        "Conv2d #2 expects 5 channels, but Image input #1 gives 3."
    )
    assert nodes[str(wrong.node)].problem.path == "Image input #1 [3,8,8] → Conv2d #2"
    assert nodes[str(wrong.node)].problem.input == "input"
    assert nodes[str(after.node)].waiting == ("input",)
    assert nodes[str(half.node)].waiting == ("inputs.input_0", "inputs.input_1")
    assert nodes[str(network.node)].waiting == ("inputs.input_0",)
    assert all(nodes[str(p.node)].problem is None for p in (after, half, network))


def test_a_node_is_called_as_the_person_calls_it(sketch: Sketch, look: Any) -> None:
    wrong = sketch.layer("Linear", image(sketch, 3, 8, 8), out_features=4, in_features=5)
    workflow = sketch.workflow()
    workflow["nodes"][0]["title"] = "my photographs"
    workflow["nodes"][1]["title"] = "head" * 100
    message = look(workflow).nodes[str(wrong.node)].problem.message
    assert message.startswith("'headhead")
    assert message.endswith("but 'my photographs' (Image input #1) gives 8.")
    assert len(message) < 200


def test_what_is_off_or_only_hands_on_is_passed(
    sketch: Sketch, look: Any, sketched_nodes: dict[str, Any]
) -> None:
    conv = sketch.layer("Conv2d", image(sketch, 3, 8, 8), out_channels=4, padding="0")
    relu = sketch.layer("ReLU", conv)
    workflow = sketch.workflow()
    workflow["nodes"][conv.node - 1]["mode"] = 4
    told = look(workflow)
    assert str(conv.node) not in told.nodes
    assert shape(told, relu.node) == (3, 8, 8)
    workflow["nodes"][conv.node - 1]["mode"] = 2
    assert look(workflow).nodes[str(relu.node)].waiting == ("input",)


def test_wires_in_a_circle_are_told_of_and_the_rest_is_known(sketch: Sketch, look: Any) -> None:
    known = sketch.layer("ReLU", image(sketch, 3, 8, 8))
    first = sketch.layer("Add", known, known)
    second = sketch.layer("ReLU", first)
    behind = sketch.layer("ReLU", second)
    workflow = sketch.workflow()
    socket = workflow["nodes"][first.node - 1]["inputs"][1]
    wire = next(link for link in workflow["links"] if link[0] == socket["link"])
    wire[1] = second.node
    nodes = look(workflow).nodes
    assert "go in a circle" in nodes[str(first.node)].problem.message
    assert "go in a circle" in nodes[str(second.node)].problem.message
    assert nodes[str(behind.node)].waiting == ("input",)
    assert nodes[str(known.node)].outputs


def test_a_block_is_told_as_a_whole(sketch: Sketch, look: Any) -> None:
    wires = {"inputs.input_0": image(sketch, 16, 8, 8)}
    block = sketch.add("NetwrightBlock", block="residual", parameters="channels=16", **wires)
    network = end(sketch, block)
    told = look(sketch.workflow())
    assert shape(told, block.node) == (16, 8, 8)
    assert told.nodes[str(block.node)].parameters == told.networks[0].parameters > 0
    assert told.networks[0].node == str(network.node)


def test_a_file_of_comfyui_s_folders_is_told_and_another_one_is_not_read(
    sketched_nodes: dict[str, Any], look: Any, tmp_path: Path
) -> None:
    import folder_paths

    from netwright.layers.library import library_network

    output = Path(folder_paths.get_output_directory())
    output.mkdir(parents=True, exist_ok=True)
    for folder in (output, tmp_path):
        library_network("small-cnn").write(folder / "net.json")
    sketch = Sketch(sketched_nodes)
    for file in ("", "net.json", str(tmp_path / "net.json"), "../../etc/passwd", "a\0b"):
        sketch.add("NetwrightNetworkFile", network="small-cnn", file=file)
    told = look(sketch.workflow())
    assert [*told.nodes["1"].outputs] == [*told.nodes["2"].outputs] != []
    assert [network.node for network in told.networks] == ["1", "2"]
    for id in ("3", "4", "5"):
        assert told.nodes[id].waiting == ("file",)


def test_a_data_set_that_no_run_has_read_leaves_what_is_typed(sketch: Sketch, look: Any) -> None:
    dataset = sketch.add("NetwrightDataset", path="nowhere")
    input = sketch.add("NetwrightImageInput", channels=3, height=5, width=4, dataset=dataset)
    told = look(sketch.workflow())
    assert [*told.nodes] == [str(input.node)]
    assert told.nodes[str(input.node)].assumed == ("dataset",)
    assert shape(told, input.node) == (3, 5, 4)


def test_a_data_set_that_a_run_has_read_gives_its_sizes(
    sketched_nodes: dict[str, Any], look: Any
) -> None:
    from types import SimpleNamespace

    import folder_paths

    from netwright.data import write_digits

    write_digits(Path(folder_paths.get_input_directory()) / "netwright" / "digits")
    sketch = Sketch(sketched_nodes)
    sample = sketch.add("NetwrightSampleData", name="digits")
    dataset = sketch.add("NetwrightDataset", path=sample)
    input = sketch.add("NetwrightImageInput", dataset=dataset)
    assert look(sketch.workflow()).nodes[str(input.node)].assumed == ("dataset",)
    node = sketched_nodes["NetwrightDataset"]
    defaults = {p.id: p.options["default"] for p in node.GET_SCHEMA().inputs}
    running = type("Running", (node,), {"hidden": SimpleNamespace(unique_id="2", prompt={})})
    running.execute(**{**defaults, "path": "netwright/digits"})
    told = look(sketch.workflow()).nodes[str(input.node)]
    assert told.assumed == ()
    assert told.outputs[0].shape == (1, 8, 8)
    assert told.inferred == {"channels": 1, "height": 8, "width": 8}


def test_what_is_no_node_of_networks_is_left_out(sketch: Sketch, look: Any) -> None:
    input = image(sketch, 3, 8, 8)
    sketch.add("NetwrightTrain", network=end(sketch, input))
    sketch.note("words")
    workflow = sketch.workflow()
    workflow["nodes"].append({"id": 77, "type": "Foreign", "inputs": [], "widgets_values": [{}]})
    workflow["links"].append([99, 500, 0, 77, 0, "IMAGE"])
    assert [*look(workflow).nodes] == ["1", "2"]


def test_only_what_changed_is_computed_again(
    sketch: Sketch, look: Any, sketched_nodes: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from netwright_nodes.sketching import looking

    looked: list[str] = []
    original = looking.look_at_layer
    monkeypatch.setattr(
        looking,
        "look_at_layer",
        lambda described, id, name, inputs: (
            looked.append(id),
            original(described, id, name, inputs),
        )[1],
    )
    x = image(sketch, 3, 8, 8)
    layers = [x := sketch.layer("Conv2d", x, out_channels=17, padding="same") for _ in range(5)]
    workflow = sketch.workflow()
    look(workflow)
    assert looked == [str(place.node) for place in layers]
    looked.clear()
    look(workflow)
    assert looked == []
    look(set_widget(workflow, layers[3].node, "out_channels", 18, sketched_nodes))
    assert looked == [str(layers[3].node), str(layers[4].node)]


@pytest.mark.parametrize(
    ("workflow", "says"),
    [
        ({}, "not as ComfyUI saves it"),
        ({"nodes": 3}, "not as ComfyUI saves it"),
        ({"nodes": [{"id": n, "type": "a"} for n in range(5_001)]}, "more than 5,000 nodes"),
    ],
)
def test_what_is_no_canvas_is_refused(look: Any, workflow: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        look(workflow)


def test_subgraphs_that_multiply_are_refused_before_they_fill_the_memory(look: Any) -> None:
    graphs = [
        {"id": f"g{n}", "nodes": [{"id": k, "type": f"g{n + 1}"} for k in range(9)], "links": []}
        for n in range(29)
    ]
    nodes = [{"id": 1, "type": "g0"}]
    with pytest.raises(UsageError, match="more than 5,000 nodes"):
        look({"nodes": nodes, "links": [], "definitions": {"subgraphs": graphs}})


@pytest.mark.parametrize(
    ("op", "sizes", "widgets"),
    [
        ("Linear", "1073741824, 1048576", {"out_features": 65536}),
        ("Conv2d", "2147483647, 1, 1", {"out_channels": 65536}),
        ("ReLU", "2147483647, 2147483647, 2147483647", {}),
        ("LSTM", "2147483647, 8", {"hidden_size": 65536, "num_layers": 64}),
        ("Upsample", "1, 1000000, 1000000", {"scale_factor": "64"}),
        ("ZeroPad2d", "1, 2147483647, 2147483647", {"padding": "4096"}),
        ("TransformerEncoderLayer", "100000, 65536", {"nhead": 1}),
    ],
)
def test_hostile_sizes_take_no_memory_and_no_time(
    sketch: Sketch, look: Any, op: str, sizes: str, widgets: dict[str, Any]
) -> None:
    place = sketch.layer(op, sketch.add("NetwrightTensorInput", shape=sizes), **widgets)
    end(sketch, place)
    told = look(sketch.workflow(), batch_size=1_000_000)
    assert json.loads(told.model_dump_json())["nodes"][str(place.node)]


def test_a_look_that_takes_too_long_is_ended(
    sketch: Sketch, look: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netwright_nodes.sketching import time_limit

    sketch.layer("ReLU", image(sketch, 3, 8, 8))
    monkeypatch.setattr(time_limit, "_MOST_SECONDS", -1.0)
    with pytest.raises(UsageError, match="takes longer than"):
        look(sketch.workflow())
