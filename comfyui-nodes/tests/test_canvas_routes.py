"""The routes of the canvas: what the page gets, whatever it sends."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvas_sketch import Sketch
from netwright.interfaces.documents import Network
from netwright.interfaces.errors import UsageError

OWN = {"X-Netwright": "1"}
ASIDE = "/netwright/canvas/"


def ask(*requests: tuple[str, Any]) -> list[tuple[int, Any]]:
    """What the routes answer to bodies that are sent at once."""

    async def served() -> list[tuple[int, Any]]:
        from netwright_nodes.routes.opening import open_routes

        table = web.RouteTableDef()
        open_routes(table)
        app = web.Application()
        app.add_routes(table)
        async with TestClient(TestServer(app)) as client:

            async def post(path: str, body: Any) -> tuple[int, Any]:
                text = body if isinstance(body, str) else json.dumps(body)
                answer = await client.post(f"{ASIDE}{path}", data=text, headers=OWN)
                return answer.status, await answer.json()

            return list(await asyncio.gather(*(post(*request) for request in requests)))

    return asyncio.run(served())


def small(nodes: dict[str, Any], channels: int = 4) -> dict[str, Any]:
    sketch = Sketch(nodes)
    x = sketch.add("NetwrightImageInput", channels=3, height=8, width=8)
    x = sketch.layer("Conv2d", x, out_channels=channels, padding="same")
    x = sketch.layer("Linear", sketch.layer("Flatten", x), out_features=2)
    sketch.add("NetwrightNetwork", name="My net!", **{"inputs.input_0": x})
    return sketch.workflow()


def test_shapes_are_told_as_the_contract_says(sketched_nodes: dict[str, Any]) -> None:
    from netwright_nodes.routes.messages.canvas import CanvasTold

    ((status, told),) = ask(("shapes", {"workflow": small(sketched_nodes), "batch_size": 8}))
    assert status == 200
    read = CanvasTold.model_validate_json(json.dumps(told))
    assert read.nodes["2"].outputs[0].shape == (4, 8, 8)
    assert read.networks[0].layers == 3


def test_what_is_no_canvas_is_refused_with_a_fix(sketched_nodes: dict[str, Any]) -> None:
    for body in ({"workflow": {}}, {"workflow": {"nodes": [1]}}, {"nodes": []}, "["):
        ((status, told),) = ask(("shapes", body))
        assert status == 400
        assert set(told) == {"message", "fix"}


def test_two_tabs_at_once_get_each_its_own_shapes(sketched_nodes: dict[str, Any]) -> None:
    sizes = [4, 5, 6, 7] * 4
    bodies = [("shapes", {"workflow": small(sketched_nodes, size)}) for size in sizes]
    shapes = [told["nodes"]["2"]["outputs"][0]["shape"] for _, told in ask(*bodies)]
    assert shapes == [[size, 8, 8] for size in sizes]


def test_what_is_kept_is_bounded_and_the_first_of_two_equal_results_stays() -> None:
    from netwright_nodes.sketching.kept import KeptResults

    kept: KeptResults[object] = KeptResults(2)
    both = threading.Barrier(2)
    got: list[object] = []

    def make() -> object:
        both.wait(10)
        return object()

    threads = [threading.Thread(target=lambda: got.append(kept.get("a", make))) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got[0] is got[1]
    kept.get("b", object)
    kept.get("c", object)
    assert kept.get("a", object) is not got[0]


def test_a_network_is_exported_as_document_code_and_diagram(
    sketched_nodes: dict[str, Any],
) -> None:
    from netwright.layers.source import to_python

    workflow = small(sketched_nodes)
    forms = ("document", "code", "diagram")
    bodies = [("export", {"workflow": workflow, "node": "5", "form": form}) for form in forms]
    (_, document), (_, code), (drawn, diagram) = ask(*bodies)
    network = Network.from_json(document["text"])
    assert (network.name, [node.op for node in network.nodes]) == (
        "My net!",
        ["Conv2d", "Flatten", "Linear"],
    )
    assert document["filename"] == "My-net.json"
    assert code["text"] == to_python(network)
    assert code["filename"] == "My-net.py"
    if drawn == 200:
        assert "<svg" in diagram["text"]
        assert diagram["media_type"] == "image/svg+xml"
    else:
        assert "Graphviz" in diagram["message"]
        assert diagram["fix"]


def test_the_network_up_to_a_layer_is_exported(sketched_nodes: dict[str, Any]) -> None:
    workflow = small(sketched_nodes)
    ((_, told),) = ask(("export", {"workflow": workflow, "node": "3", "form": "document"}))
    assert [node.op for node in Network.from_json(told["text"]).nodes] == ["Conv2d", "Flatten"]


@pytest.mark.parametrize(
    ("node", "says"),
    [("99", "there is no network at node #99."), ("2", "Conv2d #2 expects 7 channels")],
)
def test_what_is_no_network_is_not_exported(
    sketched_nodes: dict[str, Any], node: str, says: str
) -> None:
    workflow = small(sketched_nodes)
    workflow["nodes"][1]["widgets_values"][-1] = 7
    ((status, told),) = ask(("export", {"workflow": workflow, "node": node, "form": "code"}))
    assert status == 400
    assert told["message"].startswith(says)


def test_the_first_look_is_had_in_the_background(sketched_nodes: dict[str, Any]) -> None:
    from netwright_nodes.sketching.looking import look_at
    from netwright_nodes.sketching.warming import _workflow

    told = look_at(_workflow(), 1)
    assert told.networks[0].layers == 2


WIDGET_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(["same", "1, 2", "0", "-1", "2147483648", "9" * 5000, "[[[", "residual"]),
    st.lists(st.integers(0, 9), max_size=3),
)


@st.composite
def canvases(draw: Any, types: list[str]) -> dict[str, Any]:
    """Nodes of any kind, wired and typed in any way."""
    count = draw(st.integers(1, 8))
    ids = st.integers(0, count)
    names = st.sampled_from(["input", "other", "inputs.input_0", "inputs.input_1", "dataset", "x"])
    nodes = [
        {
            "id": id,
            "type": draw(st.sampled_from(types)),
            "mode": draw(st.sampled_from([0, 0, 0, 2, 4])),
            "title": draw(st.sampled_from(["", "a" * 200, "Σ → 字"])),
            "inputs": [
                {"name": draw(names), "type": "NETWRIGHT_TENSOR", "link": link}
                for link in draw(st.lists(st.integers(1, 12), max_size=3))
            ],
            "outputs": [{"type": "NETWRIGHT_TENSOR"}],
            "widgets_values": draw(st.lists(WIDGET_VALUES, max_size=9)),
        }
        for id in range(count)
    ]
    links = [
        [number, draw(ids), draw(st.integers(-1, 2)), draw(ids), 0, "NETWRIGHT_TENSOR"]
        for number in range(1, 13)
    ]
    return {"nodes": nodes, "links": links}


def test_any_canvas_is_answered_by_the_contract(
    sketched_nodes: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    from netwright_nodes.routes.messages.canvas import CanvasTold

    types = [name for name in sketched_nodes if "Backbone" not in name]
    statuses: list[int] = []
    types += ["Reroute", "Foreign", "NetwrightImageInput", "NetwrightTensorInput"] * 10

    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.lists(canvases(types), min_size=8, max_size=8))
    def answered(workflows: list[dict[str, Any]]) -> None:
        for status, told in ask(*(("shapes", {"workflow": workflow}) for workflow in workflows)):
            assert status in (200, 400), told
            statuses.append(status)
            if status == 200:
                CanvasTold.model_validate_json(json.dumps(told))
            else:
                assert set(told) == {"message", "fix"}

    answered()
    assert statuses.count(200) > len(statuses) / 2
    assert not caplog.records, "no node of ours may end with an error that is not Netwright's"


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
)
@given(
    content=st.recursive(
        st.one_of(st.none(), st.integers(), st.text(max_size=5)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(
                st.sampled_from(["nodes", "links", "id", "type", "inputs", "definitions"]),
                inner,
                max_size=4,
            ),
        ),
        max_leaves=12,
    )
)
def test_any_json_is_a_canvas_or_refused(sketched_nodes: dict[str, Any], content: Any) -> None:
    from netwright_nodes.sketching.canvas_reading import read_canvas

    if isinstance(content, dict):
        with contextlib.suppress(UsageError):
            read_canvas(content, {})
