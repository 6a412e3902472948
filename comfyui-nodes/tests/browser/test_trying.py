"""A forward test that answers at once, as a person uses it: draw, drop, paste, choose."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from trained_runs import make_runs

from netwright.inference import Predictor

MODEL = "netwright/runs/few-02/model.onnx"
THREE = [(0.3, 0.2), (0.6, 0.15), (0.68, 0.32), (0.45, 0.47), (0.7, 0.62), (0.62, 0.85), (0.3, 0.8)]

_DROP = """([selector, kind, name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type: 'image/png' }));
  const place = document.querySelector(selector);
  const options = { bubbles: true, cancelable: true };
  const event = kind === 'paste'
    ? new ClipboardEvent('paste', { ...options, clipboardData: data })
    : new DragEvent(kind, { ...options, dataTransfer: data });
  return place.dispatchEvent(event);
}"""


@pytest.fixture
def box(comfyui: Any, comfy_canvas: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The square of a forward test that a model is wired into."""
    make_runs(comfyui, tmp_path_factory.mktemp("scratch"))
    model = comfy_canvas.add("NetwrightLoadModel", 0, 0, file=MODEL)
    test = comfy_canvas.add("NetwrightForwardTest", 400, 0)
    comfy_canvas.wire(model, test)
    comfy_canvas.look_at(500, 200)
    found = comfy_canvas.page.locator(".nwt-box")
    found.locator("option", has_text="wired: few-02").wait_for(state="attached")
    return found


@pytest.fixture
def digit(comfyui: Any) -> Any:
    """A picture of a digit that the model has seen."""
    return sorted((comfyui.input / "few digits" / "7").glob("*.png"))[0]


def draw(page: Any, pad: Any, points: list[tuple[float, float]]) -> None:
    place = pad.bounding_box()
    at = [(place["x"] + x * place["width"], place["y"] + y * place["height"]) for x, y in points]
    page.mouse.move(*at[0])
    page.mouse.down()
    for x, y in at[1:]:
        page.mouse.move(x, y, steps=5)
    page.mouse.up()


def answer(box: Any) -> str:
    box.locator(".nwt-label").wait_for()
    box.page.wait_for_timeout(300)
    return box.locator(".nwt-label").inner_text()


def test_what_is_drawn_is_answered(box: Any, comfy_canvas: Any) -> None:
    draw(comfy_canvas.page, box.locator(".nwt-pad"), THREE)
    assert answer(box) in "0123456789"
    assert box.locator(".nwt-bars li").count() == 3
    assert "%" in box.locator(".nwt-said").inner_text()
    comfy_canvas.picture("try-drawn")


def test_heat_is_shown_over_what_is_drawn(box: Any, comfy_canvas: Any) -> None:
    draw(comfy_canvas.page, box.locator(".nwt-pad"), THREE)
    answer(box)
    box.get_by_role("button", name="Heat map").click()
    box.locator(".nwt-heat:not([hidden])").wait_for()
    assert "Where the model looks" in box.locator(".nwt-heat").get_attribute("alt")
    comfy_canvas.picture("try-heat")


@pytest.mark.parametrize("kind", ["drop", "paste"])
def test_a_picture_that_is_dropped_or_pasted_is_answered(
    box: Any, comfy_canvas: Any, digit: Any, comfyui: Any, kind: str
) -> None:
    content = base64.b64encode(digit.read_bytes()).decode()
    went_on = comfy_canvas.page.evaluate(_DROP, [".nwt-pad", kind, digit.name, content])
    assert not went_on
    expected = Predictor(comfyui.output / MODEL)(digit)
    assert answer(box) == expected.label
    assert [node["type"] for node in comfy_canvas.saved()["nodes"]] == [
        "NetwrightLoadModel",
        "NetwrightForwardTest",
    ]


def test_a_picture_that_is_chosen_is_answered(
    box: Any, comfy_canvas: Any, digit: Any, comfyui: Any
) -> None:
    with comfy_canvas.page.expect_file_chooser() as waiting:
        box.get_by_role("button", name="Choose a picture").click()
    waiting.value.set_files(digit)
    assert answer(box) == Predictor(comfyui.output / MODEL)(digit).label
    box.get_by_role("button", name="Clear").click()
    assert box.locator(".nwt-label").count() == 0


def test_the_keyboard_draws(box: Any, comfy_canvas: Any) -> None:
    before = comfy_canvas.page.evaluate("[...window.app.canvas.ds.offset]")
    box.locator(".nwt-pad").focus()
    for key in ["ArrowUp"] * 6 + [" "] + ["ArrowDown"] * 12 + [" "]:
        comfy_canvas.page.keyboard.press(key)
    assert answer(box) in "0123456789"
    assert comfy_canvas.page.evaluate("[...window.app.canvas.ds.offset]") == before


def test_what_is_no_picture_is_refused_with_a_reason(box: Any, comfy_canvas: Any) -> None:
    content = base64.b64encode(b"no picture").decode()
    comfy_canvas.page.evaluate(_DROP, [".nwt-pad", "drop", "a.png", content])
    box.locator(".nwt-wrong").wait_for()
    assert "no format" in box.locator(".nwt-wrong").inner_text()


def test_another_model_can_be_chosen(box: Any, comfy_canvas: Any) -> None:
    box.get_by_role("combobox", name="Model").select_option(label="few-01")
    draw(comfy_canvas.page, box.locator(".nwt-pad"), THREE)
    assert answer(box) in "0123456789"


def test_nothing_of_it_is_saved_or_sent(box: Any, comfy_canvas: Any) -> None:
    draw(comfy_canvas.page, box.locator(".nwt-pad"), THREE)
    node = comfy_canvas.saved()["nodes"][1]
    assert node["widgets_values"] == [3]
    prompt = comfy_canvas.page.evaluate("async () => (await window.app.graphToPrompt()).output")
    assert set(prompt[str(node["id"])]["inputs"]) == {"model", "top"}


def test_drawing_does_not_move_the_node(box: Any, comfy_canvas: Any) -> None:
    before = comfy_canvas.saved()["nodes"][1]["pos"]
    draw(comfy_canvas.page, box.locator(".nwt-pad"), THREE)
    assert list(comfy_canvas.saved()["nodes"][1]["pos"]) == list(before)


def test_the_run_of_a_train_node_answers(box: Any, comfy_canvas: Any) -> None:
    train = comfy_canvas.add("NetwrightTrain", 0, 400, name="few")
    test = comfy_canvas.saved()["nodes"][1]["id"]
    comfy_canvas.wire(train, test)
    box.locator("option", has_text="wired: few-0").wait_for(state="attached")
