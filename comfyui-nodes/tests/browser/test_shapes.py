"""The canvas that knows: shapes, costs and repairs on the nodes of a real ComfyUI's page."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PACK = Path(__file__).resolve().parents[2]
WAIT = 15_000


class Shown:
    """What the page shows of networks.

    Args:
        canvas: The canvas of the page.
    """

    def __init__(self, canvas: Any) -> None:
        self.canvas, self.page = canvas, canvas.page
        self.asked: list[dict[str, Any]] = []
        self.page.on("request", self._note)

    def _note(self, request: Any) -> None:
        if request.url.endswith("/netwright/canvas/shapes"):
            self.asked.append(request.post_data_json)

    def caption(self, node: int | str) -> Any:
        """What stands at a node."""
        return self.page.locator(f'.nw-card[data-node="{node}"] .nw-caption')

    def problem(self, node: int | str) -> Any:
        """Why a node does not fit."""
        return self.page.locator(f'.nw-place[data-node="{node}"] .nw-problem')

    def wait(self, node: int | str, *texts: str) -> None:
        """Until these stand at a node."""
        expected = self.caption(node)
        for text in texts:
            expected = expected.filter(has_text=text)
        expected.wait_for(state="attached", timeout=WAIT)

    def red_wires(self) -> int:
        """How many wires of the graph that is looked at are red."""
        return self.page.evaluate(
            """() => {
              const { graph } = window.app.canvas;
              const wires = graph.nodes.flatMap((n) => n.inputs.map((_, i) => n.getInputLink(i)));
              return wires.filter((wire) => wire?.color === "#ff4d3d").length;
            }"""
        )

    def said(self, text: str) -> None:
        """Until a screen reader is told it."""
        self.page.locator(".nw-said", has_text=text).wait_for(state="attached", timeout=WAIT)

    def undo(self) -> None:
        """Press Ctrl+Z on the canvas."""
        self.page.evaluate("() => document.activeElement?.blur()")
        self.page.keyboard.press("Control+z")

    def is_typed(self, node: int, widget: str, value: Any) -> None:
        """Until a widget has a value."""
        self.page.wait_for_function(
            """([id, name, value]) => window.app.graph.getNodeById(id).widgets
              .find((widget) => widget.name === name).value === value""",
            arg=[node, widget, value],
            timeout=WAIT,
        )


@pytest.fixture
def shown(comfy_canvas: Any) -> Shown:
    comfy_canvas.set_setting("Netwright.Shapes", True)
    comfy_canvas.set_setting("Netwright.CostColours", "off")
    return Shown(comfy_canvas)


@pytest.fixture
def small(comfy_canvas: Any, shown: Shown) -> dict[str, int]:
    """Image input, Conv2d, Flatten, Linear and Network, wired."""
    add = comfy_canvas.add
    nodes = {
        "image": add("NetwrightImageInput", 0, 0, channels=1, height=8, width=8),
        "conv": add("NetwrightLayerConv2d", 400, 0, out_channels=4),
        "flatten": add("NetwrightLayerFlatten", 800, 0),
        "linear": add("NetwrightLayerLinear", 1200, 0, out_features=10),
        "network": add("NetwrightNetwork", 1600, 0),
    }
    ids = list(nodes.values())
    for source, target in itertools.pairwise(ids):
        comfy_canvas.wire(source, target)
    comfy_canvas.look_at(950, 150, 0.75)
    shown.wait(nodes["linear"], "10", "1.45 k params")
    return nodes


def example(name: str) -> dict[str, Any]:
    """A workflow of the pack, with what the page wants of one beside what decides."""
    workflow = json.loads((PACK / name).read_text("utf-8"))
    workflow.setdefault("version", 0.4)
    for subgraph in workflow.get("definitions", {}).get("subgraphs", []):
        for end in ("inputNode", "outputNode"):
            subgraph[end].setdefault("bounding", [0, 0, 120, 60])
    return workflow


def test_an_example_shows_its_shapes_and_totals(comfy_canvas: Any, shown: Shown) -> None:
    comfy_canvas.load(example("example_workflows/digits.json"))
    shown.wait(6, "16 × 32 × 32", "448 params", "442 k MACs")
    shown.wait(16, "10", "41 k params")
    shown.wait(17, "46.1 k params", "5.2 M MACs")
    totals = shown.page.locator(".nw-summary").inner_text()
    assert "residual_digits 46.1 k params · 5.2 M MACs" in totals
    comfy_canvas.look_at(900, 500, 0.75)
    comfy_canvas.picture("shapes")


def test_typing_changes_what_follows(comfy_canvas: Any, shown: Shown, small: Any) -> None:
    shown.wait(small["conv"], "4 × 6 × 6", "40 params")
    comfy_canvas.set(small["conv"], padding="same", out_channels=6)
    shown.wait(small["conv"], "6 × 8 × 8")
    shown.wait(small["flatten"], "384")


def test_a_wire_that_does_not_fit_is_red_and_a_click_mends_it(
    comfy_canvas: Any, shown: Shown, small: Any
) -> None:
    comfy_canvas.set(small["linear"], in_features=100)
    problem = shown.problem(small["linear"])
    problem.wait_for(timeout=WAIT)
    assert "expects 100 features, but Flatten" in problem.inner_text()
    assert shown.red_wires() == 1
    shown.said("does not fit")
    comfy_canvas.picture("red-wire")

    reason = problem.locator(".nw-reason")
    reason.focus()
    shown.page.keyboard.press("Enter")
    assert reason.get_attribute("aria-expanded") == "true"
    assert "leave in_features out" in problem.inner_text()

    problem.get_by_role("button", name="Leave in_features out").click()
    shown.is_typed(small["linear"], "in_features", 0)
    problem.wait_for(state="detached", timeout=WAIT)
    assert shown.red_wires() == 0
    shown.said("All layers fit")
    shown.undo()
    shown.is_typed(small["linear"], "in_features", 100)
    shown.problem(small["linear"]).wait_for(timeout=WAIT)


def test_a_repair_puts_a_node_into_the_wire_and_one_undo_takes_it_out(
    comfy_canvas: Any, shown: Shown, small: Any
) -> None:
    comfy_canvas.set(small["linear"], in_features=100)
    shown.problem(small["linear"]).get_by_role("button", name="Put Linear").click(timeout=WAIT)
    shown.problem(small["linear"]).wait_for(state="detached", timeout=WAIT)
    saved = comfy_canvas.saved()
    assert [node["type"] for node in saved["nodes"]].count("NetwrightLayerLinear") == 2
    shown.page.wait_for_timeout(300)  # A person is not faster.
    shown.undo()
    shown.problem(small["linear"]).wait_for(timeout=WAIT)
    assert len(comfy_canvas.saved()["nodes"]) == len(saved["nodes"]) - 1


def test_sizes_that_are_left_out_are_grey_and_neither_saved_nor_sent(
    comfy_canvas: Any, shown: Shown, small: Any
) -> None:
    grey = shown.page.evaluate(
        """(id) => window.app.graph.getNodeById(id).widgets
          .find((widget) => widget.name === "in_channels")._displayValue""",
        small["conv"],
    )
    assert grey == "1"
    if comfy_canvas.mode == "vue":
        node = shown.page.locator(f'[data-node-id="{small["conv"]}"]')
        assert node.locator('[data-netwright-inferred="1"] input').input_value() == "0"
    assert comfy_canvas.node(small["conv"])["widgets"]["in_channels"] == 0
    sent = shown.page.evaluate("async () => (await window.app.graphToPrompt()).output")
    assert sent[str(small["conv"])]["inputs"]["in_channels"] == 0


def test_a_workflow_is_saved_as_if_nothing_was_shown(
    comfy_canvas: Any, shown: Shown, small: Any
) -> None:
    comfy_canvas.set(small["linear"], in_features=100)
    comfy_canvas.set_setting("Netwright.CostColours", "parameters")
    shown.problem(small["linear"]).wait_for(timeout=WAIT)
    with_it = comfy_canvas.saved()
    comfy_canvas.set_setting("Netwright.Shapes", False)
    shown.problem(small["linear"]).wait_for(state="detached", timeout=WAIT)
    assert comfy_canvas.saved() == with_it
    assert shown.page.locator(".nw-card").count() == 0
    assert "netwright-inferred" not in shown.page.content().split("<body")[1]


def test_nodes_that_are_made_anew_have_their_shapes(
    comfy_canvas: Any, shown: Shown, small: Any
) -> None:
    """Undo does that, also where it only puts a node back to where it was."""
    saved = comfy_canvas.saved()
    for number in range(15):
        comfy_canvas.set(small["linear"], out_features=11 + number)
        shown.page.wait_for_timeout(20 * number % 130)  # What is about to be asked is gone then.
        comfy_canvas.clear()
        comfy_canvas.load(saved)
        shown.wait(small["linear"], "10")
        shown.wait(small["conv"], "4 × 6 × 6", "40 params")
        assert shown.caption(small["conv"]).count() == 1


def test_copies_and_collapsed_nodes_have_their_shapes(
    comfy_canvas: Any, shown: Shown, small: Any
) -> None:
    shown.page.evaluate(
        """(id) => {
          const { canvas } = window.app;
          const node = window.app.graph.getNodeById(id);
          canvas.deselectAll();
          canvas.select(node);
          canvas.copyToClipboard();
          canvas.pasteFromClipboard({ connectInputs: true });
          node.collapse(true);
        }""",
        small["conv"],
    )
    copies = [n["id"] for n in comfy_canvas.saved()["nodes"] if n["type"].endswith("Conv2d")]
    for copy in copies:
        shown.wait(copy, "4 × 6 × 6")
    assert len(copies) == 2


def enter(canvas: Any, node: int) -> None:
    """Look into the subgraph that a node stands for."""
    canvas.page.evaluate(
        """(id) => {
          const { canvas } = window.app;
          const node = canvas.graph.getNodeById(id);
          canvas.deselectAll();
          canvas.select(node);
          canvas.openSubgraph(node.subgraph, node);
        }""",
        node,
    )


def test_nodes_in_subgraphs_have_theirs(comfy_canvas: Any, shown: Shown) -> None:
    comfy_canvas.load(example("tests/subgraphs/nested.json"))
    shown.wait(13, "16 × 32 × 32")
    enter(comfy_canvas, 25)
    shown.wait("25:12", "16 × 32 × 32")
    enter(comfy_canvas, 24)
    shown.wait("25:24:9", "16 × 32 × 32", "2.32 k params")
    comfy_canvas.picture("subgraph")
    shown.page.evaluate(
        "() => window.app.canvas.setGraph(window.app.rootGraph ?? window.app.graph)"
    )
    shown.wait(13, "16 × 32 × 32")


def test_a_subgraph_that_is_used_twice_shows_the_place_that_was_entered(
    comfy_canvas: Any, shown: Shown
) -> None:
    comfy_canvas.load(example("tests/subgraphs/nested.json"))
    shown.wait(13, "16 × 32 × 32")
    other = shown.page.evaluate(
        """() => {
          const graph = window.app.rootGraph ?? window.app.graph;
          const copy = graph.getNodeById(25).clone();
          graph.add(copy);
          return copy.id;
        }"""
    )
    image = comfy_canvas.add("NetwrightImageInput", 0, -400, channels=16, height=5, width=5)
    comfy_canvas.wire(image, other)
    enter(comfy_canvas, other)
    shown.wait(f"{other}:12", "16 × 5 × 5", "*")
    assert "25:12: Add gives 16 × 32 × 32" in shown.caption(f"{other}:12").get_attribute("title")


def test_a_bypassed_layer_counts_no_more_and_a_muted_one_ends_what_follows(
    comfy_canvas: Any, shown: Shown, small: Any
) -> None:
    shown.wait(small["flatten"], "144")
    set_mode(comfy_canvas, small["conv"], BYPASSED)
    shown.wait(small["flatten"], "64")
    assert shown.caption(small["conv"]).count() == 0
    set_mode(comfy_canvas, small["conv"], MUTED)
    shown.wait(small["flatten"], "waits for input")
    set_mode(comfy_canvas, small["conv"], ALWAYS)
    shown.wait(small["flatten"], "144")


ALWAYS, MUTED, BYPASSED = 0, 2, 4


def set_mode(canvas: Any, node: int, mode: int) -> None:
    """Mute or bypass a node, as its menu does."""
    canvas.page.evaluate(
        """([id, mode]) => {
          const { graph } = window.app;
          graph.beforeChange?.();
          graph.getNodeById(id).mode = mode;
          graph.afterChange?.();
          window.app.canvas.setDirty(true, true);
        }""",
        [node, mode],
    )


def test_a_wire_through_a_reroute_counts(comfy_canvas: Any, shown: Shown, small: Any) -> None:
    reroute = comfy_canvas.add("Reroute", 700, 200)
    comfy_canvas.wire(small["image"], reroute)
    comfy_canvas.wire(reroute, small["flatten"])
    shown.wait(small["flatten"], "64")


def test_costs_are_colours_and_a_legend_tells_them(
    comfy_canvas: Any, shown: Shown, small: Any
) -> None:
    run(comfy_canvas, "Netwright.CostColours")
    shown.page.locator(".nw-legend").wait_for(timeout=WAIT)
    assert "1.45 k" in shown.page.locator(".nw-legend").inner_text()
    dearest = shown.page.locator(f'.nw-card.nw-shaded[data-node="{small["linear"]}"]')
    assert "rgb(254, 232, 56)" in (dearest.get_attribute("style") or "")
    shown.said("Colours of cost: parameters")
    comfy_canvas.picture("costs")


def run(canvas: Any, command: str) -> None:
    canvas.page.evaluate("(id) => window.app.extensionManager.command.execute(id)", command)


def test_the_keyboard_goes_to_a_problem_and_mends_it(
    comfy_canvas: Any, shown: Shown, small: Any
) -> None:
    comfy_canvas.set(small["linear"], in_features=100)
    shown.problem(small["linear"]).wait_for(timeout=WAIT)
    shown.page.keyboard.press("F8")
    shown.said("expects 100 features")
    focused = shown.page.evaluate("() => document.activeElement.className")
    assert focused == "nw-reason"
    shown.page.keyboard.press("Control+.")
    shown.is_typed(small["linear"], "in_features", 0)
    shown.problem(small["linear"]).wait_for(state="detached", timeout=WAIT)
    shown.page.keyboard.press("Shift+F8")
    shown.said("Linear gives 10")


@pytest.mark.parametrize(
    ("form", "ending", "holds"),
    [
        ("Diagram (SVG)", ".svg", "<svg"),
        ("Python code", ".py", "conv2d"),
        ("Network document", ".json", '"Conv2d"'),
    ],
)
def test_a_network_is_downloaded(
    comfy_canvas: Any, shown: Shown, small: Any, form: str, ending: str, holds: str
) -> None:
    details = shown.page.locator(".nw-summary details")
    if not details.evaluate("(element) => element.open"):
        shown.page.locator(".nw-totals").click()
    with shown.page.expect_download(timeout=WAIT) as waiting:
        shown.page.locator(".nw-export", has_text=form).click()
    assert waiting.value.suggested_filename.endswith(ending)
    assert holds in Path(waiting.value.path()).read_text("utf-8")


def test_the_menu_of_a_node_exports_the_network_up_to_it(
    comfy_canvas: Any, shown: Shown, small: Any
) -> None:
    with shown.page.expect_download(timeout=WAIT) as waiting:
        shown.page.evaluate(
            """(id) => {
              const items = [];
              const node = window.app.graph.getNodeById(id);
              node.getExtraMenuOptions(window.app.canvas, items);
              const ours = items.find((item) => item?.content.startsWith("Netwright"));
              ours.submenu.options.find((item) => item.content === "Python code").callback();
            }""",
            small["flatten"],
        )
    code = Path(waiting.value.path()).read_text("utf-8")
    assert "flatten" in code
    assert "linear" not in code


def test_a_command_exports_the_network_up_to_the_selected_layer(
    comfy_canvas: Any, shown: Shown, small: Any
) -> None:
    shown.page.evaluate(
        "(id) => window.app.canvas.select(window.app.graph.getNodeById(id))", small["conv"]
    )
    with shown.page.expect_download(timeout=WAIT) as waiting:
        run(comfy_canvas, "Netwright.Export.document")
    document = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    assert "Flatten" not in json.dumps(document)


def test_nothing_is_asked_where_nothing_changed(
    comfy_canvas: Any, shown: Shown, small: Any
) -> None:
    shown.page.wait_for_timeout(500)
    asked = len(shown.asked)
    shown.page.evaluate(
        "(id) => { window.app.graph.getNodeById(id).pos = [410, 40]; }", small["conv"]
    )
    comfy_canvas.add("Note", 0, 600)
    shown.page.wait_for_timeout(800)
    # The note is a node more; where nodes are is not told at all.
    assert len(shown.asked) <= asked + 1
    assert "pos" not in json.dumps(shown.asked[-1])

    comfy_canvas.clear()
    asked = len(shown.asked)
    comfy_canvas.add("KSampler", 0, 0)
    shown.page.wait_for_timeout(800)
    assert len(shown.asked) == asked
    assert shown.page.locator(".nw-summary").is_hidden()


@pytest.fixture
def failing(comfy_canvas: Any) -> Any:
    """Lets the server answer otherwise for a test."""
    pattern = "**/netwright/canvas/shapes"

    def fail(answer: Callable[[Any], None]) -> None:
        comfy_canvas.page.route(pattern, answer)

    yield fail
    comfy_canvas.page.unroute(pattern)


def test_a_server_that_is_down_is_told_of_once_and_quietly(
    comfy_canvas: Any, shown: Shown, small: Any, failing: Any
) -> None:
    failing(lambda route: route.abort())
    toasts = shown.page.locator(".p-toast-message").count()
    comfy_canvas.set(small["conv"], out_channels=9)
    notice = shown.page.locator(".nw-notice", has_text="does not answer")
    notice.wait_for(timeout=WAIT)
    shown.page.wait_for_timeout(1000)
    asked = len(shown.asked)
    shown.page.wait_for_timeout(1000)
    assert len(shown.asked) == asked
    assert shown.page.locator(".p-toast-message").count() == toasts
    ours = [said for said in comfy_canvas.console if "netwright" in said.lower()]
    assert ours == []


def test_a_hundred_layers_take_less_than_a_frame_of_the_page(
    comfy_canvas: Any, shown: Shown
) -> None:
    first = hundred_layers(comfy_canvas)
    shown.page.evaluate(_LISTEN)
    for size in range(10):
        comfy_canvas.set(first, out_channels=20 + size)
        shown.wait(first, f"{20 + size} × ")
        shown.page.wait_for_timeout(200)
    taken = shown.page.evaluate("() => window.taken")
    print(comfy_canvas.mode, {name: (median(times), max(times)) for name, times in taken.items()})
    edit = median(taken["netwright.question"]) + median(taken["netwright.told"])
    assert edit < 16
    assert median(taken["netwright.look"]) < 8
    assert median(taken["netwright.frame"]) < 4


def test_typing_beside_a_hundred_layers_does_not_stutter(comfy_canvas: Any, shown: Shown) -> None:
    """From key to picture it takes at most a frame longer than without what is shown."""
    hundred_layers(comfy_canvas)
    comfy_canvas.add("NetwrightRecipe", 2200, 1500)
    comfy_canvas.look_at(2400, 1800, 0.8)
    field = shown.page.locator("textarea").first
    field.wait_for(timeout=WAIT)
    with_it = delays(shown.page, field)
    comfy_canvas.set_setting("Netwright.Shapes", False)
    without = delays(shown.page, field)
    print(comfy_canvas.mode, "with", median(with_it), "without", median(without))
    assert median(with_it) < median(without) + 16


def delays(page: Any, field: Any) -> list[float]:
    """Milliseconds from each of thirty keys until the page is drawn."""
    field.click()
    page.evaluate(_KEYS)
    for _ in range(30):
        page.keyboard.press("x")
        page.wait_for_timeout(40)
    return page.evaluate("() => window.keyDelays")


_KEYS = """() => {
  window.keyDelays = [];
  window.stopKeys?.();
  const note = () => {
    const pressed = performance.now();
    requestAnimationFrame(() => setTimeout(() => {
      window.keyDelays.push(performance.now() - pressed);
    }));
  };
  window.addEventListener("keydown", note, true);
  window.stopKeys = () => window.removeEventListener("keydown", note, true);
}"""


def hundred_layers(canvas: Any) -> int:
    """Convolutions and activations in rows; the first convolution."""
    before = canvas.add("NetwrightImageInput", 0, 0)
    first = 0
    for number in range(100):
        kind = "NetwrightLayerReLU" if number % 2 else "NetwrightLayerConv2d"
        padded = {} if number % 2 else {"padding": "same"}
        place = (400 * (1 + number % 12), 450 * (number // 12))
        node = canvas.add(kind, *place, **padded)
        canvas.wire(before, node)
        first, before = first or node, node
    canvas.look_at(2400, 1800, 0.4)
    return first


_LISTEN = """() => {
  window.taken = {};
  const note = (list) => {
    for (const { name, duration } of list.getEntries()) {
      if (name.startsWith("netwright.")) (window.taken[name] ??= []).push(duration);
    }
  };
  new PerformanceObserver(note).observe({ type: "measure" });
}"""


def median(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]
