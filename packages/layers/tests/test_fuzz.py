"""Every network document is built or refused with a located error, in bounded time and memory."""

from __future__ import annotations

import copy
import json
import time
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netwright.interfaces.documents import Input, Network, Node
from netwright.interfaces.errors import NetwrightError
from netwright.layers import build, builder, check, layer_types
from netwright.layers.checked import CheckedNetwork

pytestmark = pytest.mark.filterwarnings("ignore")
FUZZ = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
LONGEST_SECONDS = 5.0
"""For one document. torch's first use of a layer costs seconds, so the first run warms it up."""

_numbers = st.one_of(
    st.integers(-3, 9),
    st.sampled_from([0, -1, 2**31 - 1, 2**31, 2**63, -(2**63), 10**40]),
    st.floats(),
)
_json = st.recursive(
    st.one_of(st.none(), st.booleans(), _numbers, st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
_ids = st.sampled_from([f"n{number}" for number in range(8)] + ["x", "z", "forward", "class", "é"])
_references = st.one_of(_ids, _ids.map(lambda id: f"{id}.output"), st.text(max_size=4))


@st.composite
def _params(draw: st.DrawFn, op: str) -> dict[str, Any]:
    """An example's parameters, some of them spoilt."""
    kind = layer_types().get(op)
    params = dict(draw(st.sampled_from(kind.examples)).params) if kind else {}
    names = list(kind.model_fields) if kind else ["channels"]
    for name in draw(st.lists(st.sampled_from([*names, "surprise"]), max_size=2)) if names else []:
        params[name] = draw(_json)
    return json.loads(json.dumps(params))


@st.composite
def _nodes(draw: st.DrawFn) -> dict[str, Any]:
    op = draw(st.sampled_from([*layer_types(), "residual", "own", "Nothing"]))
    node = {"id": draw(_ids), "op": op, "params": draw(_params(op))}
    node["inputs"] = draw(st.lists(_references, max_size=3))
    if draw(st.booleans()) and draw(st.booleans()):
        node["weights_of"] = draw(_ids)
    return node


@st.composite
def _graphs(draw: st.DrawFn) -> dict[str, Any]:
    shapes = st.lists(st.one_of(st.integers(1, 9), _numbers), max_size=4)
    dtypes = st.sampled_from(["float32", "int64", "complex64"])
    inputs = st.dictionaries(
        st.sampled_from(["x", "z"]),
        st.fixed_dictionaries({"shape": shapes}, optional={"dtype": dtypes}),
        max_size=2,
    )
    block = {
        "inputs": ["x"],
        "params": {"channels": draw(_json)},
        "nodes": draw(st.lists(_nodes(), max_size=3)),
        "outputs": {"y": draw(_references)},
    }
    return {
        "inputs": draw(inputs),
        "nodes": draw(st.lists(_nodes(), max_size=6)),
        "outputs": draw(st.dictionaries(_ids, _references, min_size=1, max_size=2)),
        "blocks": draw(st.sampled_from([{}, {"own": block}])),
    }


def checked_or_refused(content: Any) -> CheckedNetwork | None:
    """What every document must come to; anything but a NetwrightError is a defect."""
    started = time.perf_counter()
    checked, refused = None, None
    try:
        checked = check(Network.from_dict(content, source="fuzz.json"))
    except NetwrightError as error:
        refused = error
    assert time.perf_counter() - started < LONGEST_SECONDS
    assert refused is None or (refused.fix and refused.message.endswith((".", "?")))
    return checked


@given(_graphs())
@FUZZ
def test_random_graphs_are_checked_or_refused(content: dict[str, Any]) -> None:
    checked_or_refused(content)


@st.composite
def _chains(draw: st.DrawFn) -> Network:
    """Layers one after the other, each with an example's parameters: many of these fit."""
    shape = draw(st.sampled_from([(6,), (4, 8), (4, 8, 8), (2, 4, 6, 6)]))
    kinds = [kind for kind in layer_types().values() if len(kind.input_names) == 1]
    nodes, previous = [], "x"
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(kinds))
        params = dict(draw(st.sampled_from(kind.examples)).params)
        inputs = (previous, previous) if kind.variadic else (previous,)
        nodes.append(Node(id=f"n{number}", op=kind.op(), params=params, inputs=inputs))
        previous = f"n{number}"
    return Network(inputs={"x": Input(shape=shape)}, nodes=tuple(nodes), outputs={"y": previous})


@given(_chains())
@FUZZ
def test_whatever_is_checked_also_runs_with_the_shapes_it_was_said_to_have(
    network: Network,
) -> None:
    checked = checked_or_refused(json.loads(network.to_json()))
    if checked is None:
        return
    outputs = build(checked).eval()(torch.zeros(2, *network.inputs["x"].shape))
    assert tuple(outputs["y"].shape) == (2, *checked.outputs["y"].shape)


def _example() -> dict[str, Any]:
    residual = builder.block("residual")
    x = builder.conv2d(builder.input("image", (3, 8, 8)), 4, kernel_size=3, padding=1)
    logits = builder.linear(builder.flatten(residual(x, 4)), 10)
    return json.loads(builder.network(logits=logits).to_json())


def _places(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = content.items() if isinstance(content, dict) else enumerate(content)
    found = []
    for step, value in steps:
        found.append((*path, step))
        if isinstance(value, (dict, list)):
            found += _places(value, (*path, step))
    return found


EXAMPLE = _example()


@given(st.sampled_from(_places(EXAMPLE)), _json)
@FUZZ
def test_a_document_with_one_value_replaced_is_checked_or_refused(
    place: tuple[Any, ...], value: Any
) -> None:
    content = copy.deepcopy(EXAMPLE)
    target = content
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    checked_or_refused(content)


@given(st.one_of(_json, st.dictionaries(st.sampled_from(list(EXAMPLE)), _json)))
@FUZZ
def test_any_json_is_checked_or_refused(content: Any) -> None:
    checked_or_refused(content)


@given(st.text(max_size=40))
@FUZZ
def test_any_text_is_refused_as_json_or_checked(text: str) -> None:
    try:
        check(Network.from_json(text))
    except NetwrightError:
        return


def test_ten_thousand_nodes_are_checked() -> None:
    nodes = [{"id": "n0", "op": "ReLU", "inputs": ["x"]}]
    nodes += [{"id": f"n{i}", "op": "ReLU", "inputs": [f"n{i - 1}"]} for i in range(1, 10_000)]
    content = {"inputs": {"x": {"shape": [3]}}, "nodes": nodes, "outputs": {"y": "n9999"}}
    checked = checked_or_refused(content)
    assert checked is not None
    assert checked.layers == 10_000


def test_a_circle_of_ten_thousand_nodes_is_refused() -> None:
    nodes = [{"id": f"n{i}", "op": "ReLU", "inputs": [f"n{i - 1}"]} for i in range(1, 10_000)]
    nodes.append({"id": "n0", "op": "ReLU", "inputs": ["n9999"]})
    content = {"inputs": {"x": {"shape": [3]}}, "nodes": nodes, "outputs": {"y": "n9999"}}
    assert checked_or_refused(content) is None


@pytest.mark.parametrize("depth", [100, 1_000, 100_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    text = json.dumps(EXAMPLE).replace('"Conv2d"', "[" * depth + "1" + "]" * depth)
    with pytest.raises(NetwrightError):
        check(Network.from_json(text))


def test_a_layer_too_large_for_any_memory_is_checked_without_it_and_not_built() -> None:
    wide = {"out_features": 65_536}
    nodes = [{"id": "n0", "op": "Linear", "params": wide, "inputs": ["x"]}]
    nodes += [
        {"id": f"n{i}", "op": "Linear", "params": wide, "inputs": [f"n{i - 1}"]}
        for i in range(1, 40)
    ]
    content = {"inputs": {"x": {"shape": [65_536]}}, "nodes": nodes, "outputs": {"y": "n39"}}
    checked = checked_or_refused(content)
    assert checked is not None
    with pytest.raises(NetwrightError, match="parameters"):
        build(checked)
