"""The tab beside the canvas, as a person uses it: look, compare, open, check, delete."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from trained_runs import make_runs

TAB = '.netwright-tab-button, [data-testid="netwright-tab-button"]'


@pytest.fixture
def panel(comfyui: Any, comfy_canvas: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The panel with its list of runs, closed again afterwards."""
    make_runs(comfyui, tmp_path_factory.mktemp("scratch"))
    page = comfy_canvas.page
    page.locator(TAB).first.click()
    page.wait_for_selector(".nwp-panel")
    page.get_by_role("tab", name="Runs").click()
    page.wait_for_selector(".nwp-row")
    yield page.locator(".nwp-panel")
    page.locator(TAB).first.click()


def row(panel: Any, name: str) -> Any:
    return panel.locator(".nwp-row").filter(has=panel.page.get_by_text(name, exact=True))


def opened(panel: Any, name: str) -> Any:
    """The row, opened."""
    found = row(panel, name)
    head = found.locator(".nwp-head")
    if head.get_attribute("aria-expanded") != "true":
        head.click()
    return found


def test_runs_are_seen_with_what_became_of_them(panel: Any, comfy_canvas: Any) -> None:
    text = row(panel, "few-02").inner_text()
    assert "finished" in text
    assert "accuracy" in text
    assert "6/6 epochs" in text
    comfy_canvas.picture("panel-runs")


def test_runs_are_filtered_and_sorted(panel: Any) -> None:
    panel.get_by_role("searchbox", name="Filter").fill("few 02")
    assert panel.locator(".nwp-name").all_inner_texts() == ["few-02"]
    panel.get_by_role("searchbox", name="Filter").fill("")
    panel.get_by_role("combobox", name="Sort by").select_option(label="Name")
    names = panel.locator(".nwp-name").all_inner_texts()
    assert names == sorted(names)


def test_runs_are_compared_side_by_side(panel: Any, comfy_canvas: Any) -> None:
    for name in ("few-01", "few-02"):
        panel.get_by_role("checkbox", name=f"Compare {name}").check()
    panel.get_by_role("button", name="Compare").click()
    chart = panel.locator("svg.nwp-chart")
    chart.wait_for()
    assert chart.locator("polyline").count() == 2
    assert "few-01 goes from" in chart.get_attribute("aria-label")
    assert "is better" in panel.locator(".nwp-verdict").inner_text()
    differs = panel.get_by_role("region", name="Recipe: what differs").inner_text()
    assert "epochs" in differs
    comfy_canvas.picture("panel-compare")
    panel.get_by_role("button", name="Back").click()
    panel.get_by_role("button", name="Clear").click()


def test_a_report_opens_in_a_tab_of_its_own(panel: Any) -> None:
    with panel.page.context.expect_page() as waiting:
        opened(panel, "few-01").get_by_role("button", name="Report").click()
    report = waiting.value
    report.wait_for_load_state()
    assert report.title()
    widths = report.evaluate("[...document.images].map((image) => image.naturalWidth)")
    assert widths
    assert all(width > 0 for width in widths)
    report.close()


def test_a_run_opens_as_a_workflow_of_its_own(panel: Any, comfy_canvas: Any) -> None:
    page = comfy_canvas.page
    comfy_canvas.add("NetwrightNetwork")
    opened(panel, "few-01").get_by_role("button", name="Open in canvas").click()
    page.wait_for_function(
        "() => window.app.graph.nodes.some((node) => node.type === 'NetwrightTrain')"
    )
    page.wait_for_timeout(500)
    saved = comfy_canvas.saved()
    kinds = [node["type"] for node in saved["nodes"]]
    dataset = next(node for node in saved["nodes"] if node["type"] == "NetwrightDataset")
    assert dataset["widgets_values"][0] == "few digits"
    assert kinds.count("NetwrightLayerConv2d") > 1
    wired = {link[3] for link in saved["links"]}
    needing = {n["id"] for n in saved["nodes"] if n["type"].startswith("NetwrightLayer")}
    assert needing <= wired
    comfy_canvas.picture("panel-opened-run")


def test_what_is_opened_trains(panel: Any, comfy_canvas: Any, comfyui: Any) -> None:
    page = comfy_canvas.page
    opened(panel, "few-03").get_by_role("button", name="Open in canvas").click()
    page.wait_for_function(
        "() => window.app.graph.nodes.some((node) => node.type === 'NetwrightTrain')"
    )
    train = next(n["id"] for n in comfy_canvas.saved()["nodes"] if n["type"] == "NetwrightTrain")
    comfy_canvas.set(train, name=f"again {comfy_canvas.mode}")
    prompt = page.evaluate("async () => (await window.app.graphToPrompt()).output")
    outcome = comfyui.run(prompt)
    assert outcome.succeeded, (outcome.invalid, outcome.failed)
    made = f"again {comfy_canvas.mode}-01"
    assert _weights(comfyui, made) == _weights(comfyui, "few-03")
    shutil.rmtree(comfyui.output / "netwright" / "runs" / made)


def _weights(comfyui: Any, run: str) -> Any:
    from safetensors.numpy import load_file

    folder = comfyui.output / "netwright" / "runs" / run
    found = load_file(folder / "checkpoints" / "best.safetensors")
    return sorted(value.tobytes() for value in found.values())


def test_a_run_is_deleted_after_a_question(panel: Any, comfyui: Any) -> None:
    runs = comfyui.output / "netwright" / "runs"
    shutil.copytree(runs / "few-01", runs / "unwanted-01")
    row(panel, "unwanted-01").wait_for(timeout=15_000)
    opened(panel, "unwanted-01").get_by_role("button", name="Delete").click()
    dialog = panel.page.get_by_role("dialog")
    assert "unwanted-01" in dialog.inner_text()
    dialog.get_by_role("button", name="Cancel").click()
    assert (runs / "unwanted-01").exists()
    opened(panel, "unwanted-01").get_by_role("button", name="Delete").click()
    panel.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    row(panel, "unwanted-01").wait_for(state="detached")
    assert not (runs / "unwanted-01").exists()


def test_models_are_seen_and_put_onto_the_canvas(panel: Any, comfy_canvas: Any) -> None:
    panel.get_by_role("tab", name="Models").click()
    found = opened(panel, "few-02")
    assert "8 × 8 L" in found.inner_text()
    assert "belongs to the run few-02" in found.inner_text()
    assert found.get_by_role("button", name="Delete").count() == 0
    found.get_by_role("button", name="Add to canvas").click()
    panel.page.wait_for_function("() => window.app.graph.nodes.length === 2")
    saved = comfy_canvas.saved()
    assert [node["type"] for node in saved["nodes"]] == [
        "NetwrightLoadModel",
        "NetwrightForwardTest",
    ]
    assert saved["nodes"][0]["widgets_values"] == ["netwright/runs/few-02/model.onnx"]
    assert len(saved["links"]) == 1
    comfy_canvas.picture("panel-models")


def test_a_model_of_the_model_folder_is_deleted(panel: Any, comfyui: Any) -> None:
    models = comfyui.output.parent / "models" / "netwright"
    models.mkdir(parents=True, exist_ok=True)
    run = comfyui.output / "netwright" / "runs" / "few-01"
    shutil.copy(run / "model.onnx", models / "unwanted.onnx")
    panel.get_by_role("tab", name="Models").click()
    opened(panel, "unwanted").get_by_role("button", name="Delete").click()
    panel.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    row(panel, "unwanted").wait_for(state="detached")
    assert not (models / "unwanted.onnx").exists()


def test_data_are_checked_and_put_onto_the_canvas(panel: Any, comfy_canvas: Any) -> None:
    panel.get_by_role("tab", name="Data sets").click()
    found = opened(panel, "few digits")
    found.get_by_role("button", name="Check").click()
    found.locator("dl").wait_for(timeout=30_000)
    assert "classification" in found.inner_text()
    comfy_canvas.picture("panel-check")
    found.get_by_role("button", name="Add to canvas").click()
    panel.page.wait_for_function("() => window.app.graph.nodes.length === 1")
    (node,) = comfy_canvas.saved()["nodes"]
    assert (node["type"], node["widgets_values"][0]) == ("NetwrightDataset", "few digits")


def test_the_keyboard_alone_will_do(panel: Any) -> None:
    page = panel.page
    panel.get_by_role("tab", name="Runs").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "Models"
    assert panel.get_by_role("tabpanel", name="Models").count() == 1
    page.keyboard.press("ArrowLeft")
    for _ in range(4):  # Past the filter, the order and the first row's box to its name.
        page.keyboard.press("Tab")
    before = page.evaluate("document.activeElement.ariaExpanded")
    page.keyboard.press("Enter")
    assert {before, page.evaluate("document.activeElement.ariaExpanded")} == {"true", "false"}
    page.keyboard.press("Enter")


def test_a_new_run_comes_by_itself(panel: Any, comfyui: Any) -> None:
    runs = comfyui.output / "netwright" / "runs"
    shutil.copytree(runs / "few-01", runs / "late-01")
    row(panel, "late-01").wait_for(timeout=15_000)
    shutil.rmtree(runs / "late-01")
    row(panel, "late-01").wait_for(state="detached", timeout=15_000)
