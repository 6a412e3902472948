"""A browser at the page of a real ComfyUI, for tests that do what a person does there.

COMFYUI_PATH names the ComfyUI, NETWRIGHT_BROWSER a Chromium where none is on the PATH, and
NETWRIGHT_SCREENSHOTS a folder that pictures are put into.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_QUIET = {
    # What a ComfyUI that was never opened would show before its canvas.
    "Comfy.TutorialCompleted": True,
    "Comfy.Workflow.ShowMissingNodesWarning": False,
    "Comfy.Notification.ShowVersionUpdates": False,
    "Comfy.Queue.QPOV2": False,
    "Comfy.Locale": "en",
    # A test starts with an empty canvas, not with what the one before left.
    "Comfy.Workflow.Persist": False,
}


class Canvas:
    """ComfyUI's canvas in a browser.

    Args:
        page: The page that shows it.
        mode: "classic" or "vue": what draws the nodes.
    """

    def __init__(self, page: Any, mode: str) -> None:
        self.page, self.mode = page, mode
        self.console: list[str] = []
        page.on("console", lambda said: self.console.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.console.append(f"error: {error}"))

    def load(self, workflow: dict[str, Any]) -> None:
        """Show a workflow of the page's own format."""
        self.page.evaluate("(workflow) => window.app.loadGraphData(workflow)", workflow)
        self.settle()

    def clear(self) -> None:
        """Take all nodes away."""
        self.load({"last_node_id": 0, "last_link_id": 0, "nodes": [], "links": [], "version": 0.4})

    def settle(self) -> None:
        """Wait until the page has drawn what was done to it."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def add(self, kind: str, x: int = 0, y: int = 0, **widgets: Any) -> int:
        """Add a node, as the menu would, and fill its widgets in; its id."""
        return self.page.evaluate(
            """([kind, x, y, values]) => {
              const node = window.LiteGraph.createNode(kind);
              node.pos = [x, y];
              window.app.graph.add(node);
              for (const widget of node.widgets ?? []) {
                if (!(widget.name in values)) continue;
                widget.value = values[widget.name];
                widget.callback?.(widget.value);
              }
              return node.id;
            }""",
            [kind, x, y, widgets],
        )

    def wire(self, source: int, target: int, output: int = 0, input: int = 0) -> None:
        """Wire an output of a node to an input of another."""
        self.page.evaluate(
            """([source, output, target, input]) => {
              const of = (id) => window.app.graph.getNodeById(id);
              of(source).connect(output, of(target), input);
            }""",
            [source, output, target, input],
        )

    def set(self, node: int, **widgets: Any) -> None:
        """Give widgets of a node other values, as typing does."""
        self.page.evaluate(
            """([id, values]) => {
              const node = window.app.graph.getNodeById(id);
              for (const [name, value] of Object.entries(values)) {
                const widget = node.widgets.find((candidate) => candidate.name === name);
                widget.value = value;
                widget.callback?.(value, window.app.canvas, node);
              }
            }""",
            [node, widgets],
        )

    def node(self, node: int) -> dict[str, Any]:
        """What is so of a node: its place on the screen, its widgets' values, its flags."""
        return self.page.evaluate(
            """(id) => {
              const node = window.app.graph.getNodeById(id);
              const [x, y] = window.app.canvasPosToClientPos(node.pos);
              const scale = window.app.canvas.ds.scale;
              return {
                id, type: node.type, title: node.title, mode: node.mode, x, y,
                width: node.size[0] * scale, height: node.size[1] * scale,
                collapsed: Boolean(node.flags.collapsed),
                widgets: Object.fromEntries((node.widgets ?? []).map((w) => [w.name, w.value])),
              };
            }""",
            node,
        )

    def saved(self) -> dict[str, Any]:
        """The workflow as the page would save it."""
        return self.page.evaluate("() => window.app.graph.serialize()")

    def look_at(self, x: float, y: float, scale: float = 1.0) -> None:
        """Put a place of the canvas at the middle of the window."""
        self.page.evaluate(
            """([x, y, scale]) => {
              const { ds, canvas } = window.app.canvas;
              const box = canvas.getBoundingClientRect();
              ds.scale = scale;
              ds.offset = [box.width / 2 / scale - x, box.height / 2 / scale - y];
              window.app.canvas.setDirty(true, true);
            }""",
            [x, y, scale],
        )
        self.settle()

    def set_setting(self, name: str, value: Any) -> None:
        """Change a setting, as its dialog does."""
        self.page.evaluate(
            "([name, value]) => window.app.extensionManager.setting.set(name, value)", [name, value]
        )
        self.settle()

    def picture(self, name: str) -> None:
        """Keep a picture of the window, where NETWRIGHT_SCREENSHOTS names a folder."""
        if folder := os.environ.get("NETWRIGHT_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}-{self.mode}.png")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium that is on this machine."""
    playwright = pytest.importorskip("playwright.sync_api")
    found = os.environ.get("NETWRIGHT_BROWSER") or next(
        filter(None, map(shutil.which, _CHROMIUMS)), None
    )
    if not found:
        pytest.skip("no Chromium on the PATH, and NETWRIGHT_BROWSER names none")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=found, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def comfyui(running_comfyui: Any) -> Any:
    """The real ComfyUI, its first-run dialogs off."""
    if running_comfyui is None:
        pytest.skip("set COMFYUI_PATH to a checkout of ComfyUI to look at its page")
    running_comfyui.post("/settings", _QUIET)
    return running_comfyui


@pytest.fixture(scope="module", params=["classic", "vue"])
def mode(request: pytest.FixtureRequest) -> str:
    """What draws the nodes: the canvas, or Vue."""
    return request.param


@pytest.fixture(scope="module")
def opened(comfyui: Any, browser: Any, mode: str) -> Iterator[Canvas]:
    """The page, opened once for the tests of a file."""
    comfyui.post("/settings", {"Comfy.VueNodes.Enabled": mode == "vue"})
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    context.add_init_script("localStorage.clear(); sessionStorage.clear();")
    page = context.new_page()
    canvas = Canvas(page, mode)
    page.goto(comfyui.address)
    page.wait_for_function(
        "() => window.app?.graph && window.LiteGraph?.registered_node_types?.NetwrightNetwork",
        timeout=60_000,
    )
    page.wait_for_function("() => !document.querySelector('.p-progressspinner, #splash-loader')")
    if mode == "vue" and not page.evaluate("() => Boolean(window.LiteGraph.vueNodesMode)"):
        context.close()
        pytest.skip("this front-end draws no nodes with Vue")
    yield canvas
    context.close()


@pytest.fixture
def comfy_canvas(opened: Canvas) -> Canvas:
    """The opened page with an empty canvas."""
    opened.clear()
    opened.console.clear()
    return opened


@pytest.fixture
def page(comfy_canvas: Canvas) -> Any:
    """The same as playwright's page."""
    return comfy_canvas.page
