from __future__ import annotations

import itertools
import json

import pytest
import torch

from netwright.interfaces.documents import Input, Network, Node
from netwright.interfaces.errors import DocumentError, NetworkError, ShapeError
from netwright.layers import build, builder, check, default_network, layer_types
from netwright.layers.checked import clear_caches


def branched() -> Network:
    """An identity skip, a branch with weights, and two nodes that are the same but for the id."""
    image = builder.input("image", (4, 6, 6))
    a = builder.conv2d(image, 4, kernel_size=3, padding=1, name="twin1")
    b = builder.conv2d(image, 4, kernel_size=3, padding=1, name="twin2")
    joined = builder.add(image, a, b, name="joined")
    both = builder.concat(builder.relu(joined), image, name="both")
    return builder.network(y=builder.linear(builder.flatten(both), 2, name="head"))


def test_shapes_are_known_before_anything_runs() -> None:
    types = check(branched()).types
    assert str(types["joined"]) == "[4,6,6]"
    assert str(types["both"]) == "[8,6,6]"
    assert str(types["head"]) == "[2]"


def test_what_was_found_out_before_does_not_change_what_is_found() -> None:
    known = check(branched())
    clear_caches()
    assert check(branched()) == known


def test_left_out_sizes_are_inferred() -> None:
    checked = check(default_network((3, 16, 16), 5))
    by_id = {node.node.id: node.layer for node in checked.nodes}
    assert by_id["conv1a"].in_channels == 3
    assert by_id["norm1a"].num_features == 32
    assert by_id["head"].in_features == 128


def test_a_network_is_a_graph_module_with_readable_code() -> None:
    module = build(branched())
    assert isinstance(module, torch.fx.GraphModule)
    assert "joined = add + twin2" in module.code or "image + twin1" in module.code
    assert "self.twin1(image)" in module.code


def test_identical_nodes_are_layers_of_their_own() -> None:
    module = build(branched())
    assert not torch.equal(module.twin1.weight, module.twin2.weight)


def test_every_branch_is_trained() -> None:
    module = build(branched())
    before = {name: p.detach().clone() for name, p in module.named_parameters()}
    optimizer = torch.optim.SGD(module.parameters(), lr=0.1)
    module(torch.randn(3, 4, 6, 6))["y"].square().mean().backward()
    optimizer.step()
    assert {name.partition(".")[0] for name in before} == {"twin1", "twin2", "head"}
    assert not any(torch.equal(p, before[name]) for name, p in module.named_parameters())


def test_a_network_built_under_inference_mode_can_be_trained() -> None:
    with torch.inference_mode():
        module = build(branched())
    module(torch.randn(2, 4, 6, 6))["y"].sum().backward()
    assert all(p.grad is not None for p in module.parameters())


def test_a_document_in_any_order_builds_the_same_network() -> None:
    network = branched()
    shuffled = network.model_copy(update={"nodes": network.nodes[::-1]})
    x = torch.randn(2, 4, 6, 6)
    first, second = build(network), build(shuffled)
    second.load_state_dict(first.state_dict())
    assert torch.equal(first(x)["y"], second(x)["y"])


def test_nodes_that_no_output_needs_are_not_built() -> None:
    content = json.loads(branched().to_json())
    content["nodes"].append({"id": "idle", "op": "NoSuchLayer", "inputs": ["image"]})
    assert [node.node.id for node in check(Network.from_dict(content)).nodes].count("idle") == 0


def test_several_inputs_and_outputs_flow_by_name() -> None:
    left, right = builder.input("left", (3,)), builder.input("right", (3,))
    total = builder.add(left, right)
    module = build(builder.network(total=total, twice=builder.add(total, total)))
    outputs = module(left=torch.ones(2, 3), right=torch.ones(2, 3))
    assert outputs["total"].tolist() == [[2.0] * 3] * 2
    assert outputs["twice"].tolist() == [[4.0] * 3] * 2


def network_of(*nodes: Node, output: str = "a") -> Network:
    return Network(inputs={"x": Input(shape=(4,))}, nodes=nodes, outputs={"y": output})


def relu(id: str, *inputs: str) -> Node:
    return Node(id=id, op="ReLU", inputs=inputs)


@pytest.mark.parametrize(
    ("network", "message", "fix"),
    [
        (
            network_of(relu("a", "b"), relu("b", "c"), relu("c", "a")),
            "the network has a cycle: data would flow in a circle.",
            "remove one of these wires; a skip connection reads an earlier node.",
        ),
        (
            network_of(relu("a", "x"), relu("a", "x")),
            "the id 'a' is used twice.",
            "rename one of them, for example to 'a_2'.",
        ),
        (
            network_of(relu("a", "xx")),
            "node 'a' reads 'xx', but there is no such node or input.",
            "did you mean 'x'?",
        ),
        (
            network_of(relu("a", "x"), output="aa"),
            "output 'y' reads 'aa', but there is no such node or input.",
            "did you mean 'a'?",
        ),
        (
            network_of(relu("a", "x"), output="a.hidden"),
            "output 'y' reads 'a.hidden', but 'a' has no such output.",
            "use one of: a.",
        ),
        (
            network_of(Node(id="a", op="Relu6x", inputs=("x",))),
            "there is no layer or block 'Relu6x'.",
            None,
        ),
        (
            network_of(relu("a", "x", "x")),
            "ReLU takes 1 input(s) (input), but 2 came.",
            "wire one node into each input; join several with Add or Concat first.",
        ),
        (
            network_of(Node(id="a", op="Add", inputs=("x",))),
            "Add joins two or more inputs, but 1 came.",
            "wire at least two nodes into it.",
        ),
    ],
)
def test_a_graph_that_is_not_one_is_refused(network: Network, message: str, fix: str) -> None:
    with pytest.raises(NetworkError) as caught:
        check(network)
    assert caught.value.message == message
    assert fix is None or caught.value.fix == fix


def test_the_cycle_is_named_in_the_direction_of_flow() -> None:
    with pytest.raises(NetworkError) as caught:
        check(network_of(relu("a", "b"), relu("b", "c"), relu("c", "a")))
    steps = caught.value.places["cycle"].split(" → ")
    assert steps[0] == steps[-1]
    assert set(itertools.pairwise(steps)) == {("b", "a"), ("c", "b"), ("a", "c")}


@pytest.mark.parametrize("id", ["forward", "train", "training", "state_dict", "graph", "code"])
def test_names_of_a_modules_own_attributes_are_refused(id: str) -> None:
    node = Node(id=id, op="Linear", params={"out_features": 2}, inputs=("x",))
    with pytest.raises(NetworkError, match=f"a node cannot be named '{id}'"):
        build(network_of(node, output=id))


def test_a_shape_error_tells_layer_producer_path_and_fix() -> None:
    image = builder.input("image", (3, 32, 32))
    x = builder.conv2d(image, 16, kernel_size=3, padding=1, name="conv1")
    x = builder.flatten(x, name="flatten")
    with pytest.raises(ShapeError) as caught:
        builder.linear(x, 10, in_features=784, name="head")
    assert caught.value.render() == (
        "ShapeError: 'head' (Linear) expects 784 features, but 'flatten' (Flatten) gives 16384.\n"
        "  path: image [3,32,32] → conv1 [16,32,32] → flatten [16384] → head\n"
        "  fix: leave in_features out, or set in_features=16384."
    )


def test_a_wrong_parameter_is_refused_with_node_and_fix() -> None:
    node = Node(id="a", op="Linear", params={"out_feature": 2}, inputs=("x",))
    with pytest.raises(DocumentError) as caught:
        check(network_of(node))
    assert caught.value.places == {"node": "a (Linear)", "key": "out_feature"}
    assert caught.value.fix == "write 'out_features' instead of 'out_feature'."


@pytest.mark.parametrize("value", ["10", 10.5, True, None, 0, 10**30, [1]])
def test_a_parameter_of_a_wrong_type_or_range_is_refused(value: object) -> None:
    node = Node(id="a", op="Linear", params={"out_features": value}, inputs=("x",))
    with pytest.raises(DocumentError) as caught:
        check(network_of(node))
    assert caught.value.places["key"] == "out_features"


@pytest.mark.parametrize("shape", [(1, 8, 8), (3, 32, 32), (3, 224, 224), (1, 1, 1), (3, 5, 300)])
def test_the_default_network_suits_images_of_any_size(shape: tuple[int, int, int]) -> None:
    network = default_network(shape, 7)
    assert check(network).outputs["logits"].shape == (7,)
    assert build(network).eval()(torch.zeros(1, *shape))["logits"].shape == (1, 7)


def test_the_builder_writes_the_document_a_person_would() -> None:
    image = builder.input("image", (1, 8, 8))
    x = builder.relu(builder.conv2d(image, 32, kernel_size=(3, 1)))
    x = builder.conv2d(x, 8, kernel_size=1)
    network = builder.network("tiny", logits=builder.linear(builder.flatten(x), 10, name="head"))
    assert [(n.id, n.op, n.inputs) for n in network.nodes] == [
        ("conv2d", "Conv2d", ("image",)),
        ("relu", "ReLU", ("conv2d",)),
        ("conv2d_2", "Conv2d", ("relu",)),
        ("flatten", "Flatten", ("conv2d_2",)),
        ("head", "Linear", ("flatten",)),
    ]
    assert network.nodes[0].params == {"out_channels": 32, "kernel_size": [3, 1]}
    assert Network.from_json(network.to_json()) == network


def test_a_builder_function_that_is_none_names_the_nearest() -> None:
    with pytest.raises(AttributeError, match="did you mean 'conv2d'"):
        _ = builder.conv2


def test_a_value_shows_its_shape_while_writing() -> None:
    x = builder.maxpool2d(builder.input("image", (3, 10, 8)), 2)
    assert x.shape == (3, 5, 4)


def test_two_nodes_of_one_name_are_refused() -> None:
    x = builder.input("x", (3,))
    y = builder.relu(builder.relu(x, name="same"), name="same")
    with pytest.raises(NetworkError, match="used twice"):
        check(builder.network(y=y))


def test_every_layer_has_a_function_in_the_builder() -> None:
    for op, kind in layer_types().items():
        assert getattr(builder, op.lower()).__doc__.startswith(kind.summary())
