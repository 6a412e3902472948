from __future__ import annotations

import json

import pytest
import torch

from netwright.interfaces.documents import Block, Input, Network, Node
from netwright.interfaces.errors import NetworkError, ShapeError
from netwright.layers import build, builder, check
from netwright.layers.blocks import self_contained

WIDE = Block(
    description="Twice as many features.",
    params={"features": None, "p": 0.1},
    inputs=("x",),
    nodes=(
        Node(id="up", op="Linear", params={"out_features": "$features * 2"}, inputs=("x",)),
        Node(id="drop", op="Dropout", params={"p": "$p"}, inputs=("up",)),
        Node(id="down", op="Linear", params={"out_features": "$features // 2"}, inputs=("drop",)),
    ),
    outputs={"y": "down", "hidden": "up"},
)


def using(params: dict[str, object], block: Block = WIDE, output: str = "a") -> Network:
    return Network(
        inputs={"x": Input(shape=(6,))},
        nodes=(Node(id="a", op="wide", params=params, inputs=("x",)),),
        outputs={"y": output},
        blocks={"wide": block},
    )


def test_a_blocks_parameters_fill_its_nodes() -> None:
    types = check(using({"features": 8})).nodes[0].layer.types
    assert str(types["up"]) == "[16]"
    assert str(types["down"]) == "[4]"


def test_a_blocks_other_outputs_are_read_by_name() -> None:
    assert check(using({"features": 8}, output="a.hidden")).outputs["y"].shape == (16,)


def test_a_block_is_a_module_whose_weights_are_trained() -> None:
    module = build(using({"features": 8}))
    assert set(module.state_dict()) == {
        "a.up.weight",
        "a.up.bias",
        "a.down.weight",
        "a.down.bias",
    }
    module(torch.randn(3, 6))["y"].sum().backward()
    assert all(p.grad is not None for p in module.parameters())


def test_two_uses_of_a_block_have_weights_of_their_own() -> None:
    residual = builder.block("residual")
    x = builder.input("x", (4, 5, 5))
    module = build(builder.network(y=residual(residual(x, 4), 4)))
    assert not torch.equal(module.residual.conv1.weight, module.residual_2.conv1.weight)


def test_blocks_nest() -> None:
    outer = Block(
        params={"n": 4},
        inputs=("x",),
        nodes=(
            Node(id="first", op="wide", params={"features": "$n"}, inputs=("x",)),
            Node(id="second", op="wide", params={"features": "$n * 3"}, inputs=("first",)),
        ),
        outputs={"y": "second"},
    )
    network = Network(
        inputs={"x": Input(shape=(6,))},
        nodes=(Node(id="a", op="outer", inputs=("x",)),),
        outputs={"y": "a"},
        blocks={"outer": outer, "wide": WIDE},
    )
    assert "a.second.up.weight" in build(network).state_dict()
    assert check(network).layers == 6


def test_the_builder_uses_a_block_of_ones_own_and_keeps_it_in_the_document() -> None:
    wide = builder.block("wide", WIDE)
    y, hidden = wide(builder.input("x", (6,)), 8, name="a")
    network = builder.network(y=y, hidden=hidden)
    assert network.blocks["wide"] == WIDE
    assert Network.from_json(network.to_json()) == network
    assert check(network).outputs["hidden"].shape == (16,)


@pytest.mark.parametrize(
    ("params", "message", "fix"),
    [
        ({}, "the block wide needs the parameter 'features'.", "add 'features'."),
        (
            {"feature": 8},
            "the block wide has no parameter 'feature'.",
            "did you mean 'features'?",
        ),
        (
            {"features": 7},
            "'$features // 2' does not come out even: 7 is no multiple of 2.",
            "give the block a multiple of 2, such as 6.",
        ),
        (
            {"features": "many"},
            "'$features * 2' calculates with 'many', which is no whole number.",
            "give the block a whole number.",
        ),
        (
            {"features": 2**62},
            "a parameter of the block grows beyond every size there is.",
            "give the block smaller numbers.",
        ),
    ],
)
def test_wrong_parameters_of_a_block_are_refused(
    params: dict[str, object], message: str, fix: str
) -> None:
    with pytest.raises(NetworkError) as caught:
        check(using(params))
    assert (caught.value.message, caught.value.fix) == (message, fix)
    assert caught.value.places["node"].startswith("a (wide)")


def calculating(text: str, by: object = 3) -> Block:
    node = Node(id="up", op="Linear", params={"out_features": text}, inputs=("x",))
    return Block(params={"by": by}, inputs=("x",), nodes=(node,), outputs={"y": "up"})


@pytest.mark.parametrize(
    ("text", "size"),
    [("$by", 3), ("$x[0]", 6), ("$x[0] * $by", 18), ("$x[0] // $by", 2), ("$by * $by", 9)],
)
def test_parameters_and_sizes_of_inputs_are_calculated_with(text: str, size: int) -> None:
    assert check(using({}, calculating(text))).outputs["y"].shape == (size,)


@pytest.mark.parametrize(
    "text",
    [
        "$",
        "$b",
        "$by + 1",
        "$by * 0",
        "$by * $b",
        "$by * -1",
        "$x",
        "$x[1]",
        "$__class__",
        "$by[0]",
    ],
)
def test_nothing_but_multiples_and_fractions_is_calculated(text: str) -> None:
    with pytest.raises(NetworkError, match="is no parameter of the block and no size") as caught:
        check(using({}, calculating(text)))
    assert caught.value.fix == "write one of $by, $x[0], alone or as in '$by * 2'."


@pytest.mark.parametrize(
    ("text", "by", "message", "fix"),
    [
        ("$x[0] // $by", 4, "6 is no multiple of 4.", "set by=3."),
        ("$x[0] // $by", 0, "'$x[0] // $by' divides by 0.", "set by=1."),
        ("$by // $by", -2, "'$by // $by' divides by -2.", "set by=1."),
        ("$x[0] // 4", 3, "6 is no multiple of 4.", "wire in a multiple of 4, such as 4."),
        ("$by // 4", 10**40 + 1, "is no multiple of 4.", None),
    ],
)
def test_fractions_that_do_not_come_out_even_are_refused(
    text: str, by: int, message: str, fix: str | None
) -> None:
    with pytest.raises(NetworkError) as caught:
        check(using({}, calculating(text, by)))
    assert caught.value.message.endswith(message)
    assert fix is None or caught.value.fix == fix


def test_a_shape_error_inside_a_block_tells_the_way_to_it() -> None:
    node = Node(id="up", op="Conv2d", params={"out_channels": 2, "kernel_size": 1}, inputs=("x",))
    block = Block(inputs=("x",), nodes=(node,), outputs={"y": "up"})
    with pytest.raises(ShapeError) as caught:
        check(using({}, block))
    assert caught.value.places["node"] == "a (wide)"
    assert caught.value.places["path"] == "x [6] → up"


def test_a_block_within_itself_is_refused_with_the_circle() -> None:
    node = Node(id="again", op="wide", inputs=("x",))
    with pytest.raises(NetworkError) as caught:
        check(using({}, Block(inputs=("x",), nodes=(node,), outputs={"y": "again"})))
    assert caught.value.message == "the block 'wide' uses itself."
    assert caught.value.places["cycle"] == "wide → wide"


def test_a_block_named_as_a_layer_is_refused() -> None:
    network = using({"features": 8})
    renamed = network.model_copy(update={"blocks": {"Linear": WIDE}})
    with pytest.raises(NetworkError, match="has the name of a layer"):
        check(renamed)


def test_blocks_that_multiply_without_end_are_refused_at_once() -> None:
    blocks, previous = {}, "ReLU"
    for level in range(60):
        twice = (
            Node(id="p", op=previous, inputs=("x",)),
            Node(id="q", op=previous, inputs=("p",)),
        )
        blocks[f"b{level}"] = Block(inputs=("x",), nodes=twice, outputs={"y": "q"})
        previous = f"b{level}"
    node = Node(id="n", op=previous, inputs=("x",))
    bomb = Network(
        inputs={"x": Input(shape=(3,))}, nodes=(node,), outputs={"y": "n"}, blocks=blocks
    )
    with pytest.raises(NetworkError, match="more than 50,000 layers"):
        check(bomb)


def test_a_stored_network_holds_the_librarys_blocks_that_it_uses() -> None:
    residual = builder.block("residual")
    network = builder.network(y=residual(builder.input("x", (4, 5, 5)), 4))
    bare = network.model_copy(update={"blocks": {}})
    assert check(bare).layers == check(network).layers
    assert list(self_contained(bare).blocks) == ["residual"]


def sharing(weights_of: str = "a", channels: int = 3, op: str = "Conv2d") -> Network:
    params = {"out_channels": 4, "kernel_size": 3}
    return Network(
        inputs={"left": Input(shape=(3, 8, 8)), "right": Input(shape=(channels, 6, 6))},
        nodes=(
            Node(id="a", op="Conv2d", params=params, inputs=("left",)),
            Node(id="b", op=op, inputs=("right",), weights_of=weights_of),
            Node(id="relu", op="ReLU", inputs=("left",)),
        ),
        outputs={"y": "a", "z": "b", "w": "relu"},
    )


def test_one_layer_is_used_at_two_places() -> None:
    module = build(sharing())
    assert set(module.state_dict()) == {"a.weight", "a.bias"}
    left, right = torch.randn(2, 3, 8, 8), torch.randn(2, 3, 6, 6)
    outputs = module(left, right)
    assert torch.equal(outputs["z"], module.a(right))
    (outputs["y"].sum() + outputs["z"].sum()).backward()
    assert module.a.weight.grad is not None


@pytest.mark.parametrize(
    ("network", "message"),
    [
        (sharing("c"), "'b' uses the weights of 'c', but there is no such node"),
        (sharing(channels=5), "but their sizes differ: Conv2d in_channels=5, and Conv2d in_ch"),
        (sharing("b"), "'b' uses the weights of 'b', which has none of its own."),
        (sharing("relu", op="Sigmoid2"), "there is no layer or block 'Sigmoid2'"),
    ],
)
def test_weights_that_cannot_be_shared_are_refused(network: Network, message: str) -> None:
    with pytest.raises(NetworkError) as caught:
        check(network)
    assert message in caught.value.message


def test_the_librarys_own_documents_are_valid() -> None:
    from netwright.layers.library import library_network, library_networks

    for name in library_networks():
        assert json.loads(library_network(name).to_json())
        check(library_network(name))
