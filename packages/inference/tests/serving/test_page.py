"""The page, in a real browser. NETWRIGHT_TEST_BROWSER names one that is not on the path."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from netwright.inference import Predictor
from netwright.interfaces.documents import (
    ArrayPreprocessing,
    Autoencoding,
    CategoryColumn,
    ImagePreprocessing,
    NextToken,
    NumberColumn,
    Regression,
    Segmentation,
    TablePreprocessing,
    TextPreprocessing,
)

Build = Callable[..., Path]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = os.environ.get("NETWRIGHT_TEST_BROWSER") or next(
        filter(None, map(shutil.which, NAMES)), ""
    )
    if not path:
        pytest.skip("there is no Chromium: install it, or set NETWRIGHT_TEST_BROWSER to its path")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Any, serve: Any) -> Iterator[Callable[..., Any]]:
    """Opens the page of a server, which must never say a thing on its console."""
    said: list[str] = []
    pages = []

    def open_it(*models: object, quiet: bool = True, **more: object) -> Any:
        server = serve(*models, **more)
        page = browser.new_page()
        page.set_default_timeout(15_000)
        pages.append(page)
        if quiet:
            page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"http://localhost:{server.port}/")
        return page

    yield open_it
    for page in pages:
        page.close()
    assert said == []


def shares(page: Any) -> dict[str, str]:
    """The labels in the answer, and their shares as they are shown."""
    page.wait_for_selector("#answer tr")
    rows = page.locator("#answer tr").all()
    return {
        row.locator("th").text_content(): row.locator("td.number").text_content() for row in rows
    }


def wait_for_map(page: Any) -> str:
    page.wait_for_selector("#explanation:not([hidden]) img")
    assert page.evaluate("document.querySelector('#heat img').naturalWidth") > 0
    return str(page.locator("#heat-caption").text_content())


def test_a_chosen_image_gives_labels_probabilities_and_a_heat_map(
    open_page, model_path: Path, save_image: Build
) -> None:
    image = save_image()
    page = open_page(f"digits={model_path}")
    page.set_input_files("#file", str(image))
    expected = Predictor(model_path)(image).top(5)
    assert shares(page) == {label: f"{100 * share:.1f} %" for label, share in expected}
    assert wait_for_map(page).startswith(f"What speaks for {expected[0][0]} (")
    page.get_by_role("button", name=expected[2][0], exact=True).click()
    caption = f"What speaks for {expected[2][0]} ("
    page.wait_for_function(
        "text => document.querySelector('#heat-caption').textContent.startsWith(text)", arg=caption
    )


def test_a_drawing_is_answered_and_may_be_inverted(open_page, model_path: Path) -> None:
    page = open_page(f"digits={model_path}")
    page.wait_for_selector("#drawing:not([hidden])")
    box = page.locator("#canvas").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 200, steps=5)
    page.mouse.up()
    before = shares(page)
    wait_for_map(page)
    assert corner(page) in (0, 255)
    was = corner(page)
    page.locator("#dark").click()
    assert corner(page) == 255 - was
    page.wait_for_function(
        "before => document.querySelector('#answer table').textContent !== before",
        arg=page.locator("#answer table").text_content(),
    )
    assert shares(page) != before


def test_a_drawing_can_be_made_with_the_keyboard_alone(open_page, model_path: Path) -> None:
    page = open_page(f"digits={model_path}")
    page.wait_for_selector("#drawing:not([hidden])")
    page.locator("#canvas").focus()
    for key in ("ArrowLeft", "Space", "ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    assert shares(page)
    assert wait_for_map(page)


def test_a_dropped_and_a_pasted_image_are_answered(
    open_page, model_path: Path, save_image: Build
) -> None:
    content = list(save_image().read_bytes())
    page = open_page(f"digits={model_path}")
    page.wait_for_selector("#image-input:not([hidden])")
    for event, place, carrier in (
        ("drop", "document.querySelector('#drop')", "dataTransfer"),
        ("paste", "document", "clipboardData"),
    ):
        page.evaluate(
            f"""content => {{
                const data = new DataTransfer();
                data.items.add(new File([new Uint8Array(content)], "a.png", {{type: "image/png"}}));
                const event = new Event("{event}", {{bubbles: true, cancelable: true}});
                event.{carrier} = data;
                document.querySelector("#answer").replaceChildren();
                {place}.dispatchEvent(event);
            }}""",
            content,
        )
        assert shares(page)


def test_a_table_has_a_form(open_page, task_model: Build) -> None:
    table = TablePreprocessing(
        columns=(
            NumberColumn(name="size in m²", fill=2.5, mean=0, std=1),
            CategoryColumn(name="kind", values=("flat", "house")),
        )
    )
    target = Regression(columns=("price", "kind"), mean=(0, 0), std=(1, 1))
    model = task_model(target, table, "values", (2,), [("Identity", ["x"], "values", {})], {})
    page = open_page(f"prices={model}")
    page.get_by_label("size in m²").fill("12.5")
    page.get_by_label("kind").select_option("house")
    page.get_by_role("button", name="Predict").click()
    assert shares(page) == {"price": "12.5", "kind": "1"}
    page.wait_for_selector("#explanation:not([hidden]) table")


def test_a_text_has_a_box_and_may_be_gone_on_with(open_page, task_model: Build) -> None:
    text = TextPreprocessing(vocabulary=("a", "b", "c"), length=4)
    scores = np.full((4, 4), 0.01, np.float32)
    scores[[1, 2, 3], [2, 3, 1]] = 0.9
    nodes = [("Gather", ["scores", "x"], "probabilities", {})]
    model = task_model(NextToken(), text, "probabilities", (4, 4), nodes, {"scores": scores})
    page = open_page(f"letters={model}")
    page.get_by_label("Text").fill("ab")
    page.get_by_role("button", name="Predict").click()
    assert '"c"' in shares(page)
    page.get_by_role("button", name="Go on with it").click()
    page.wait_for_function("() => document.querySelector('#answer').textContent.length > 100")


def test_an_array_is_given_in_json(open_page, task_model: Build) -> None:
    nodes = [("Identity", ["x"], "values", {})]
    array = ArrayPreprocessing(shape=(2, 2))
    page = open_page(f"m={task_model(Autoencoding(), array, 'values', (2, 2), nodes, {})}")
    box = page.get_by_label("Numbers, as lists in JSON")
    page.wait_for_selector("#array-input:not([hidden])")
    assert box.input_value() == "[[0,0],[0,0]]"
    box.fill("[[1,2],[3,4.5]]")
    page.get_by_role("button", name="Predict").click()
    page.wait_for_selector("#answer pre")
    assert page.locator("#answer pre").text_content() == "[[1,2],[3,4.5]]"


def test_a_mask_is_a_picture_and_is_not_drawn(
    open_page, task_model: Build, save_image: Build
) -> None:
    grey = ImagePreprocessing(mode="L", height=4, width=4, mean=(0.0,), std=(1.0,))
    nodes = [
        ("Cast", ["x"], "floats", {"to": 1}),
        ("Transpose", ["floats"], "bright", {"perm": [0, 3, 1, 2]}),
        ("Sub", ["255", "bright"], "dark", {}),
        ("Concat", ["dark", "bright"], "probabilities", {"axis": 1}),
    ]
    target = Segmentation(classes=("ground", "coin"))
    weights = {"255": np.float32(255)}
    model = task_model(target, grey, "probabilities", (2, 4, 4), nodes, weights)
    page = open_page(f"coins={model}")
    page.set_input_files("#file", str(save_image()))
    page.wait_for_selector("#answer img")
    assert page.evaluate("document.querySelector('#answer img').naturalHeight") == 60
    assert set(shares(page)) <= {"ground", "coin"}
    assert page.locator("#drawing").is_hidden()


def test_what_is_wrong_is_told_with_what_to_do(open_page, model_path: Path, tmp_path: Path) -> None:
    broken = tmp_path / "a.png"
    broken.write_bytes(b"no image")
    page = open_page(f"digits={model_path}", quiet=False)
    page.set_input_files("#file", str(broken))
    page.wait_for_selector("#problem:not([hidden])")
    told = page.get_by_role("alert").text_content()
    assert "expected an image" in told
    assert "save it as PNG or JPEG" in told


def test_a_token_is_asked_for(open_page, model_path: Path) -> None:
    page = open_page(f"digits={model_path}", quiet=False, token="open-sesame")
    page.get_by_label("This server asks for a token").fill("open-sesame")
    page.get_by_role("button", name="Use it").click()
    page.wait_for_selector("#model option", state="attached")
    assert page.locator("#token-form").is_hidden()


def test_every_field_has_a_name_and_the_answer_is_read_out(open_page, model_path: Path) -> None:
    page = open_page(f"digits={model_path}")
    page.wait_for_selector("#drawing:not([hidden])")
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("input, select, textarea, button, canvas")]
            .filter(e => !e.labels?.length && !e.textContent.trim() && !e.ariaLabel
                && !e.getAttribute("aria-labelledby"))
            .map(e => e.id)"""
    )
    assert unnamed == []
    assert page.locator("#answer").get_attribute("aria-live") == "polite"
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_interface_is_described_with_commands(open_page, model_path: Path) -> None:
    page = open_page(f"digits={model_path}")
    page.get_by_role("link", name="HTTP interface").click()
    page.wait_for_selector("#operations h2")
    text = page.locator("#operations").text_content()
    assert "POST /v1/models/{name}/predict" in text
    assert "/v1/models/digits@1/predict" in text


def corner(page: Any) -> int:
    """How bright the canvas's corner is."""
    return int(
        page.evaluate(
            "document.querySelector('#canvas').getContext('2d').getImageData(0, 0, 1, 1).data[0]"
        )
    )
