"""Training as a person sees it on the canvas: curves that move, two buttons, another tab."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from netwright.data.file_holds import hold
from netwright.interfaces.documents import EpochEnded, Started, Stepped

VIEW, STATE = ".netwright-training", ".netwright-training .state"


class Trial:
    """Data and a Train node on the canvas, with a seed that no other test has."""

    def __init__(self, canvas: Any, runs: Path, name: str, epochs: int) -> None:
        self.canvas, self.page = canvas, canvas.page
        self.name, self.folder = f"{name}-{canvas.mode}", runs / f"{name}-{canvas.mode}-01"
        sample = canvas.add("NetwrightSampleData", 0, 0)
        data = canvas.add("NetwrightDataset", 0, 150)
        self.train = canvas.add(
            "NetwrightTrain", 460, 0, epochs=epochs, name=self.name, seed=random.randrange(2**31)
        )
        canvas.wire(sample, data)
        canvas.wire(data, self.train)
        canvas.look_at(500, 300)

    def queue(self) -> None:
        """Press Run."""
        self.page.evaluate("() => { window.app.queuePrompt(0, 1); }")

    def see(self, pattern: str, page: Any = None) -> None:
        """Wait until the state on the node is so."""
        wait_for_state(page or self.page, pattern)


def wait_for_state(page: Any, pattern: str) -> None:
    page.wait_for_function(
        "([where, pattern]) =>"
        " new RegExp(pattern).test(document.querySelector(where)?.textContent)",
        arg=[STATE, pattern],
        timeout=60_000,
    )


def picture_of(page: Any, panel: int = 0) -> str:
    """What is drawn on a chart."""
    return page.evaluate(
        "([view, n]) => document.querySelectorAll(`${view} canvas`)[n].toDataURL()", [VIEW, panel]
    )


def wait_for_another_picture(page: Any, before: str) -> None:
    page.wait_for_function(
        "([view, before]) => document.querySelector(`${view} canvas`).toDataURL() !== before",
        arg=[VIEW, before],
    )


def press(page: Any, text: str) -> None:
    page.locator(VIEW).get_by_role("button", name=text, exact=True).click()


@pytest.fixture
def runs(comfyui: Any) -> Path:
    """The folder of runs."""
    return comfyui.output / "netwright" / "runs"


@pytest.fixture
def stopped(comfyui: Any) -> Any:
    """Nothing is trained any more after the test."""
    yield
    comfyui.interrupt()
    for _ in range(600):
        if not comfyui.get("/queue")["queue_running"]:
            return
        time.sleep(0.1)


@pytest.mark.usefixtures("stopped")
def test_curves_move_and_what_is_stopped_is_kept(comfy_canvas: Any, runs: Path) -> None:
    trial = Trial(comfy_canvas, runs, "seen", 1000)
    page = trial.page
    trial.queue()
    trial.see("Epoch ([3-9]|\\d\\d+) of 1,000")
    wait_for_another_picture(page, picture_of(page))
    facts = page.locator(f"{VIEW} .facts").inner_text()
    for name in ("left", "samples/s", "learning rate", "cpu"):
        assert name in facts
    page.wait_for_function(
        "(view) => /^Epoch.*accuracy/.test("
        "document.querySelector(`${view} [role=status]`).textContent)",
        arg=VIEW,
    )
    comfy_canvas.picture("training-live")
    press(page, "Stop and keep")
    trial.see("^Stopped; the best epoch is kept")
    assert (trial.folder / "model.onnx").is_file()
    assert not page.locator(f"{VIEW} .stopping").is_visible()
    # ComfyUI's own preview and text of the progress are not doubled by it.
    widgets = comfy_canvas.node(trial.train)["widgets"]
    assert [*widgets][:5] == ["epochs", "seed", "name", "device", "netwright_training"]
    assert "$$node-text-preview" not in widgets
    nodes = comfy_canvas.saved()["nodes"]
    (saved,) = [node for node in nodes if node["type"] == "NetwrightTrain"]
    assert len([value for value in saved["widgets_values"] if value is not None]) == 4
    errors = [line for line in comfy_canvas.console if "netwright" in line and "rror" in line]
    assert not errors


@pytest.mark.usefixtures("stopped")
def test_it_is_there_again_after_a_reload_and_in_a_second_tab(
    comfy_canvas: Any, comfyui: Any, runs: Path
) -> None:
    trial = Trial(comfy_canvas, runs, "unwanted", 2000)
    page = trial.page
    trial.queue()
    trial.see("Epoch \\d+ of 2,000")
    saved = json.loads(page.evaluate("() => JSON.stringify(window.app.graph.serialize())"))
    comfy_canvas.clear()
    assert page.locator(VIEW).count() == 0
    comfy_canvas.load(saved)
    trial.see("Epoch \\d+ of 2,000")
    page.reload()
    _wait_until_open(page)
    comfy_canvas.load(saved)
    trial.see("Epoch \\d+ of 2,000")
    second = page.context.new_page()
    try:
        second.goto(comfyui.address)
        _wait_until_open(second)
        second.evaluate("(workflow) => window.app.loadGraphData(workflow)", saved)
        trial.see("Epoch \\d+ of 2,000", second)
        before = picture_of(second)
        wait_for_another_picture(second, before)
        press(second, "Stop and discard")
        second.get_by_role("dialog").get_by_role("button").filter(has_text="Delete").click()
        for tab in (second, page):
            trial.see("^Discarded", tab)
    finally:
        second.close()
    assert not trial.folder.exists()


def _wait_until_open(page: Any) -> None:
    page.wait_for_function(
        "() => window.app?.graph && window.LiteGraph?.registered_node_types?.NetwrightTrain",
        timeout=60_000,
    )
    page.wait_for_function("() => !document.querySelector('.p-progressspinner, #splash-loader')")
    page.wait_for_timeout(1500)


@pytest.mark.usefixtures("stopped")
def test_a_run_is_gone_on_with_on_the_node_that_resumes_it(comfy_canvas: Any, runs: Path) -> None:
    trial = Trial(comfy_canvas, runs, "resumed", 3000)
    page = trial.page
    trial.queue()
    trial.see("Epoch ([3-9]|\\d\\d+) of 3,000")
    press(page, "Stop and keep")
    trial.see("^Stopped")
    comfy_canvas.clear()
    page.evaluate("() => window.app.refreshComboInNodes()")
    comfy_canvas.add("NetwrightResume", 460, 0, run=trial.folder.name)
    comfy_canvas.look_at(600, 300)
    trial.queue()
    trial.see("Epoch ([5-9]|\\d\\d+) of 3,000")
    assert len(comfy_canvas.page.locator(VIEW).all()) == 1
    press(page, "Stop and keep")
    trial.see("^Stopped")
    page.locator(f"{VIEW} summary").click()
    page.locator(f"{VIEW} tbody tr").last.wait_for()
    epochs = page.locator(f"{VIEW} tbody td:first-child").all_inner_texts()
    assert epochs == [str(number) for number in range(len(epochs), 0, -1)]


@pytest.mark.usefixtures("stopped")
def test_a_node_within_a_subgraph_shows_its_training(comfy_canvas: Any, runs: Path) -> None:
    trial = Trial(comfy_canvas, runs, "within", 3000)
    page = trial.page
    page.evaluate(
        """() => {
          const { graph } = window.app;
          const { node } = graph.convertToSubgraph(new Set(graph.nodes));
          window.app.canvas.setGraph(node.subgraph);
        }"""
    )
    page.wait_for_timeout(300)  # The page first goes to where it was in that graph.
    comfy_canvas.look_at(500, 300)
    try:
        trial.queue()
        trial.see("Epoch ([2-9]|\\d\\d+) of 3,000")
        press(page, "Stop and keep")
        trial.see("^Stopped")
    finally:
        page.evaluate("() => window.app.canvas.setGraph(window.app.rootGraph ?? window.app.graph)")


@pytest.mark.usefixtures("stopped")
def test_the_wheel_is_comfyuis_until_one_has_turned_to_the_chart(
    comfy_canvas: Any, runs: Path
) -> None:
    trial = Trial(comfy_canvas, runs, "wheel", 4)
    page = trial.page
    trial.queue()
    trial.see("^Completed")
    box = page.locator(f"{VIEW} canvas").first.bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 30)
    scale = page.evaluate("() => window.app.canvas.ds.scale")
    page.mouse.wheel(0, 100)
    page.wait_for_function("(scale) => window.app.canvas.ds.scale < scale", arg=scale)
    box = page.locator(f"{VIEW} canvas").first.bounding_box()
    page.mouse.click(box["x"] + 200, box["y"] + 20)
    comfy_canvas.settle()
    whole, scale = picture_of(page), page.evaluate("() => window.app.canvas.ds.scale")
    page.mouse.wheel(0, -100)
    wait_for_another_picture(page, whole)
    assert page.evaluate("() => window.app.canvas.ds.scale") == scale


@pytest.mark.usefixtures("stopped")
def test_curves_are_looked_at_by_pointer_and_keys_with_past_runs_over_them(
    comfy_canvas: Any, runs: Path
) -> None:
    trial = Trial(comfy_canvas, runs, "looked-at", 6)
    page = trial.page
    past = record(runs / f"past-{comfy_canvas.mode}", epochs=5)
    trial.queue()
    trial.see("^Completed")
    whole = picture_of(page)
    press(page, "log")
    wait_for_another_picture(page, whole)
    press(page, "log")
    chart = page.locator(f"{VIEW} canvas").first
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 30, steps=4)
    page.mouse.up()
    page.mouse.move(box["x"], box["y"] - 300)
    comfy_canvas.settle()
    zoomed = picture_of(page)
    assert zoomed != whole
    position = page.evaluate("() => [...window.app.canvas.ds.offset, window.app.canvas.ds.scale]")
    chart.focus()
    page.keyboard.press("-")
    wait_for_another_picture(page, zoomed)
    page.keyboard.press("0")
    comfy_canvas.settle()
    now = page.evaluate("() => [...window.app.canvas.ds.offset, window.app.canvas.ds.scale]")
    assert now == position
    alone = picture_of(page)
    page.locator(f"{VIEW} select").focus()
    page.wait_for_function(
        "([view, run]) => [...document.querySelector(`${view} select`).options]"
        ".some((option) => option.value === run)",
        arg=[VIEW, past.name],
    )
    page.locator(f"{VIEW} select").select_option(past.name)
    wait_for_another_picture(page, alone)
    comfy_canvas.picture("training-past-run")
    press(page, f"Take {past.name} away")
    page.locator(f"{VIEW} summary").click()
    page.locator(f"{VIEW} tbody tr").nth(5).wait_for()
    assert "loss, train" in page.locator(f"{VIEW} thead").inner_text()
    comfy_canvas.picture("training-table")


def record(folder: Path, *, epochs: int, steps: int = 0) -> Path:
    """A run as the shell would have made it, with a record and nothing else."""
    folder.mkdir(parents=True)
    (folder / "network.json").write_text("{}")
    append(folder / "events.jsonl", 1, epochs, steps, begins=True)
    return folder


def append(path: Path, first: int, last: int, steps: int, *, begins: bool = False) -> None:
    """Epochs of so many steps each."""
    start = Started(
        run=path.parent.name, device="cpu", epochs=10_000, steps_per_epoch=max(1, steps),
        train_samples=640, val_samples=64, parameters=10,
    )  # fmt: skip
    lines = [start.to_line()] if begins else []
    for epoch in range(first, last + 1):
        lines += [
            Stepped(
                epoch=epoch, step=n + 1, loss=2 / epoch + random.random(), samples_per_second=1e3
            ).to_line()
            for n in range(steps)
        ]
        metrics = {"train_loss": 2 / epoch, "val_loss": 2.2 / epoch, "val_accuracy": 1 - 1 / epoch}
        lines.append(
            EpochEnded(epoch=epoch, metrics=metrics, learning_rate=0.1, seconds=1.0).to_line()
        )
    with path.open("a", encoding="utf-8") as file:
        file.writelines(lines)


@pytest.mark.usefixtures("stopped")
def test_many_events_neither_fill_the_page_nor_slow_it(comfy_canvas: Any, runs: Path) -> None:
    """A run that another process trains: 11,000 events, then 100,000 more."""
    trial = Trial(comfy_canvas, runs, "measured", 1)
    page = trial.page
    long = record(runs / f"long-{comfy_canvas.mode}", epochs=1)
    trial.queue()
    trial.see("^Completed")
    with hold(long / "events.jsonl"):
        page.locator(f"{VIEW} select").focus()
        page.wait_for_timeout(500)
        page.locator(f"{VIEW} select").select_option(long.name)
        append(long / "events.jsonl", 2, 1001, 10)
        reach(page, "99.90%")
        first = heap(page)
        page.evaluate(TIMED)
        append(long / "events.jsonl", 1002, 10_001, 10)
        reach(page, "99.99%")
        point_along(page)
        later, drawn = heap(page), sorted(page.evaluate("() => window.drawn"))
    usual, slow = drawn[len(drawn) // 2], drawn[len(drawn) * 9 // 10]
    figures = f"{first / 1e6:.1f} MB, then {later / 1e6:.1f} MB; of {len(drawn)} frames that draw "
    figures += f"half take up to {usual:.1f} ms, 9 of 10 {slow:.1f} ms, all {drawn[-1]:.1f} ms"
    print(f"{comfy_canvas.mode}: {figures}")
    assert later - first < 4e6, figures
    assert usual < 16, figures


TIMED = """() => {
  // How long a frame's work takes in which a chart is drawn.
  const [ask, clear] = [window.requestAnimationFrame, CanvasRenderingContext2D.prototype.clearRect];
  let ours = false;
  window.drawn = [];
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    ours ||= Boolean(this.canvas.closest?.(".netwright-training"));
    return clear.apply(this, box);
  };
  window.requestAnimationFrame = (draw) => ask((now) => {
    ours = false;
    const began = performance.now();
    draw(now);
    if (ours) window.drawn.push(performance.now() - began);
  });
}"""


def point_along(page: Any) -> None:
    """Move the pointer over the chart, which is drawn anew for each place."""
    box = page.locator(f"{VIEW} canvas").first.bounding_box()
    for part in range(60):
        page.mouse.move(box["x"] + box["width"] * (0.2 + part / 100), box["y"] + 30)
        page.wait_for_timeout(20)


def reach(page: Any, accuracy: str) -> None:
    """Wait until the run that is laid over is so good."""
    page.wait_for_function(
        "([view, text]) => document.querySelector(`${view} output`)?.textContent === text",
        arg=[VIEW, accuracy],
        timeout=60_000,
    )


def heap(page: Any) -> int:
    """Bytes that the page's scripts hold, after what is unused is gone."""
    session = page.context.new_cdp_session(page)
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return int(used)
