"""Data on the canvas: read, looked at, checked."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image


def sample(canvas: Any, name: str, **inputs: Any) -> Any:
    data = canvas.add("NetwrightSampleData", name=name)
    return canvas.add("NetwrightDataset", path=data, **inputs)


def shown_picture(host: Any, outcome: Any, node: str) -> Image.Image:
    [about] = outcome.shown[node]["images"]
    with Image.open(host.temp / about["subfolder"] / about["filename"]) as picture:
        return picture.copy()


@pytest.mark.parametrize(
    ("name", "inputs", "says"),
    [
        ("digits", {}, "classification: 1,438 to train on, 359 to validate on"),
        ("shapes and masks", {}, "segmentation: 192 to train on, 48 to validate on"),
        ("noisy and clean", {}, "image_to_image: 192 to train on, 48 to validate on"),
        ("sharp or blurred", {}, "classification: 192 to train on, 48 to validate on"),
        ("pendulum", {"target": "period_s"}, "regression: 320 to train on, 80 to validate on"),
    ],
)
def test_each_sample_is_data_of_its_task(
    host: Any, canvas: Any, name: str, inputs: dict[str, str], says: str
) -> None:
    dataset = sample(canvas, name, **inputs)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    assert outcome.text(dataset.node).splitlines()[0] == says


def test_samples_that_were_deleted_are_there_again(host: Any, canvas: Any) -> None:
    sample(canvas, "sharp or blurred")
    first = host.run(canvas.prompt)
    shutil.rmtree(host.input / "netwright" / "sharp-or-blurred")
    again = host.run(canvas.prompt)
    assert first.succeeded
    assert not again.ran
    assert len(list((host.input / "netwright" / "sharp-or-blurred").rglob("*.png"))) == 240


def test_the_contact_sheet_shows_samples_and_what_a_recipe_makes_of_them(
    host: Any, canvas: Any
) -> None:
    dataset = sample(canvas, "shapes and masks")
    plain = canvas.add("NetwrightContactSheet", dataset=dataset, count=6)
    recipe = canvas.add("NetwrightRecipe", augmentation="strong")
    varied = canvas.add("NetwrightContactSheet", dataset=dataset, recipe=recipe, count=6)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    as_it_is, changed = (shown_picture(host, outcome, n.node) for n in (plain, varied))
    assert as_it_is.size == changed.size
    assert np.any(np.asarray(as_it_is) != np.asarray(changed))


def test_a_table_has_no_contact_sheet_but_statistics(host: Any, canvas: Any) -> None:
    dataset = sample(canvas, "pendulum", target="period_s")
    statistics = canvas.add("NetwrightDataStatistics", dataset=dataset)
    outcome = host.run(canvas.prompt)
    assert "320 to train on" in outcome.text(statistics.node)
    assert shown_picture(host, outcome, statistics.node).height > 300
    sheet = canvas.add("NetwrightContactSheet", dataset=dataset)
    node, message = host.run(canvas.prompt).failed
    assert node == sheet.node
    assert "these data are no pictures, but table." in message
    assert "fix: look at them with the node Data statistics." in message


def test_a_check_tells_of_pictures_that_are_twice_there(host: Any, canvas: Any) -> None:
    sample(canvas, "sharp or blurred")
    assert host.run(canvas.prompt).succeeded
    mine = host.input / "twice"
    shutil.copytree(host.input / "netwright" / "sharp-or-blurred", mine, dirs_exist_ok=True)
    shutil.copy(mine / "sharp" / "0001.png", mine / "blurred" / "copy.png")
    second = type(canvas)(canvas.defaults)
    check = second.add("NetwrightCheckData", dataset=second.add("NetwrightDataset", path="twice"))
    outcome = host.run(second.prompt)
    assert "✗ exact duplicates" in outcome.text(check.node)
    assert "sharp/0001.png" in outcome.text(check.node)
    assert shown_picture(host, outcome, check.node).width == 1200


def test_held_out_samples_are_a_batch_of_images(host: Any, canvas: Any) -> None:
    dataset = sample(canvas, "digits")
    images = canvas.add("NetwrightDatasetImages", dataset=dataset, count=4)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    assert len(outcome.shown[images.node]["images"]) == 4


def test_an_absolute_path_is_taken_as_it_is(small_host: Any, canvas: Any, tmp_path: Path) -> None:
    table = tmp_path / "elsewhere" / "rows.csv"
    table.parent.mkdir()
    table.write_text(
        "a,b\n" + "".join(f"{n % 7},{n % 7 / 2}\n" for n in range(20)), encoding="utf-8"
    )
    dataset = canvas.add("NetwrightDataset", path=str(table), target="b")
    assert small_host.run(canvas.prompt).text(dataset.node).startswith("regression: 16")


@pytest.mark.parametrize(
    ("inputs", "says"),
    [
        ({"path": "../secret"}, "'../secret' is not the name of a file in this folder."),
        ({"path": "nowhere"}, "there is no 'nowhere'"),
        ({"path": "here", "split": "fold:7/5"}, "expected a fold such as 1/5"),
        ({"path": "here", "width": 32}, "width and height: give both"),
        ({"val_fraction": 2.0}, "bigger than max"),
    ],
)
def test_wrong_widgets_are_told_on_the_node(
    host: Any, canvas: Any, inputs: dict[str, Any], says: str
) -> None:
    (host.input / "here").mkdir(exist_ok=True)
    dataset = canvas.add("NetwrightDataset", **inputs)
    problems = host.run(canvas.prompt).invalid[dataset.node]
    assert any(says in problem for problem in problems), problems
