"""Shapes of the original's nodes, whose layers know them only where data are wired in."""

from __future__ import annotations

from typing import Any

import pytest
from canvas_editing import repaired

from canvas_sketch import Sketch


@pytest.fixture
def look(sketched_nodes: dict[str, Any]) -> Any:
    from netwright_nodes.sketching.looking import look_at

    return lambda workflow: look_at(workflow, 1)


def chain(sketch: Sketch, channels: int = 3) -> tuple[Any, ...]:
    """A convolution with a skip past its activation, a view, and a linear layer."""
    conv = sketch.add("Conv_layer", in_channels=channels, out_channels=4, kernel_size=3, padding=1)
    relu = sketch.add("activation_function", act_func_type="ReLU", layer=conv, res=past(conv))
    view = sketch.add("view_layer", layer=relu)
    linear = sketch.add("linear_layer", in_features=256, out_features=10, layer=view)
    model = sketch.add("create_model", layer=linear)
    return conv, relu, view, linear, model


def past(place: Any) -> Any:
    """The skip that leaves a node."""
    return type(place)(place.node, 1)


def shapes(told: Any) -> dict[str, Any]:
    return {id: node.outputs[0].shape for id, node in told.nodes.items() if node.outputs}


def test_without_data_nothing_is_known_and_nothing_wrong(
    sketched_nodes: dict[str, Any], look: Any
) -> None:
    sketch = Sketch(sketched_nodes)
    chain(sketch)
    told = look(sketch.workflow())
    assert shapes(told) == {}
    assert len(told.nodes) == 5
    assert all(node.problem is None and node.parameters is None for node in told.nodes.values())


def test_a_test_tensor_gives_the_shapes(sketched_nodes: dict[str, Any], look: Any) -> None:
    sketch = Sketch(sketched_nodes)
    *layers, model = chain(sketch)
    tensor = sketch.add("create_intput", tensor_Dimensions="[7, 3, 8, 8]")
    sketch.add("forward_test", tensor=tensor, model=model)
    told = look(sketch.workflow())
    assert [*shapes(told).values()] == [(4, 8, 8), (4, 8, 8), (256,), (10,)]
    assert told.nodes[str(layers[0].node)].parameters == 4 * 3 * 9 + 4
    assert told.networks == ()


def test_training_is_told_as_a_network(sketched_nodes: dict[str, Any], look: Any) -> None:
    sketch = Sketch(sketched_nodes)
    *_, model = chain(sketch)
    data = sketch.add("create_dataset", train_data_path="nowhere", resize_w_h="[8, 8]")
    train = sketch.add("create_training_task", train_dataset=data, model=model)
    told = look(sketch.workflow())
    (network,) = told.networks
    assert network.node == str(train.node)
    assert network.layers == 5
    assert network.parameters == 112 + 2570


def test_a_layer_that_does_not_fit_the_data_is_named_and_mended(
    sketched_nodes: dict[str, Any], look: Any
) -> None:
    sketch = Sketch(sketched_nodes)
    conv, *_, model = chain(sketch, channels=1)
    tensor = sketch.add("create_intput", tensor_Dimensions="[1, 3, 8, 8]")
    sketch.add("forward_test", tensor=tensor, model=model)
    workflow = sketch.workflow()
    problem = look(workflow).nodes[str(conv.node)].problem
    assert problem.message == "Conv layer #1 expects 1 channels, but the data gives 3."
    (repair,) = problem.repairs
    assert repair.label == "Set in_channels to 3"
    mended = look(repaired(workflow, repair, sketched_nodes))
    assert all(node.problem is None for node in mended.nodes.values())


def test_a_parameter_out_of_its_range_is_told_without_data(
    sketched_nodes: dict[str, Any], look: Any
) -> None:
    sketch = Sketch(sketched_nodes)
    conv = sketch.add("Conv_layer", in_channels=3, out_channels=100_000)
    told = look(sketch.workflow()).nodes[str(conv.node)]
    assert "out_channels" in told.problem.message


def test_the_nodes_are_looked_at_after_comfyui_has_taken_them(
    sketched_nodes: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their ids then tell of the original itself, were they asked for again."""
    import nodes

    from netwright_nodes.sketching.known_nodes import all_nodes

    monkeypatch.setattr(nodes, "NODE_CLASS_MAPPINGS", dict(sketched_nodes))
    all_nodes.cache_clear()
    assert all_nodes()["Conv_layer"].node is sketched_nodes["Conv_layer"]
