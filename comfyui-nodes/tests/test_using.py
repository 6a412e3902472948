"""Trained models in image workflows."""

from __future__ import annotations

import re
import shutil
from typing import Any

import numpy as np
import pytest
from PIL import Image
from trained_models import TrainedModels


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> TrainedModels:
    return TrainedModels(tmp_path_factory.mktemp("models"))


def loaded(host: Any, canvas: Any, models: TrainedModels, name: str) -> Any:
    """A node that loads the model, which lies in the host's model folder."""
    place = host.output.parent / "models" / "netwright" / f"{name}.onnx"
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(models[name], place)
    return canvas.add("NetwrightLoadModel", file=f"{name}.onnx")


def images(canvas: Any, sample: str, count: int = 6, **reading: Any) -> Any:
    data = canvas.add("NetwrightSampleData", name=sample)
    dataset = canvas.add("NetwrightDataset", path=data, **reading)
    return canvas.add("NetwrightDatasetImages", dataset=dataset, count=count)


def pictures(host: Any, outcome: Any, node: str) -> np.ndarray:
    """uint8 [N,H,W,3], what a node shows."""
    found = []
    for about in outcome.shown[node]["images"]:
        with Image.open(host.temp / about["subfolder"] / about["filename"]) as picture:
            found.append(np.asarray(picture.convert("RGB")))
    return np.stack(found)


def test_a_loaded_model_answers_to_images(host: Any, canvas: Any, models: TrainedModels) -> None:
    model = loaded(host, canvas, models, "digits")
    batch = images(canvas, "digits", 5)
    test = canvas.add("NetwrightForwardTest", model=model, image=batch)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    lines = outcome.text(test.node).splitlines()
    assert len(lines) == 5
    assert re.fullmatch(r"\d \d+\.\d%, \d \d+\.\d%, \d \d+\.\d%", lines[0])


def test_a_filter_gives_images_of_the_size_they_came_in(
    host: Any, canvas: Any, models: TrainedModels
) -> None:
    model = loaded(host, canvas, models, "denoiser")
    batch = images(canvas, "noisy and clean", 2)
    tiled = canvas.add("NetwrightApplyModel", model=model, image=batch)
    whole = canvas.add("NetwrightApplyModel", model=model, image=batch, size="whole")
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    noisy = pictures(host, outcome, batch.node).astype(float)
    clean = pictures(host, outcome, tiled.node).astype(float)
    assert clean.shape == noisy.shape == (2, 128, 128, 3)  # Shown at twice their size.
    assert roughness(clean) < roughness(noisy)
    assert pictures(host, outcome, whole.node).shape == noisy.shape


def roughness(batch: np.ndarray) -> float:
    """How much neighbours differ, which noise makes large."""
    return float(np.abs(np.diff(batch[:, ::2], axis=1)).mean())


def test_a_segmenter_gives_masks(host: Any, canvas: Any, models: TrainedModels) -> None:
    model = loaded(host, canvas, models, "segmenter")
    batch = images(canvas, "shapes and masks", 2)
    every = canvas.add("NetwrightApplyModel", model=model, image=batch)
    one = canvas.add("NetwrightApplyModel", model=model, image=batch, label="circle")
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    assert outcome.text(every.node).startswith("background ")
    assert pictures(host, outcome, one.node).shape == (2, 128, 128, 3)


def test_a_classifier_gives_labels_and_scores(
    host: Any, canvas: Any, models: TrainedModels
) -> None:
    model = loaded(host, canvas, models, "judge")
    batch = images(canvas, "sharp or blurred", 4)
    applied = canvas.add("NetwrightApplyModel", model=model, image=batch, label="sharp")
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    lines = outcome.text(applied.node).splitlines()
    assert len(lines) == 4
    assert all(line.split()[0] in ("sharp", "blurred") for line in lines)


def test_a_batch_is_parted_by_a_score_and_ordered(
    host: Any, canvas: Any, models: TrainedModels
) -> None:
    model = loaded(host, canvas, models, "judge")
    batch = images(canvas, "sharp or blurred", 12)
    route = canvas.add("NetwrightRouteImages", model=model, images=batch, label="sharp")
    sharp, others = (
        canvas.add("NetwrightApplyModel", model=model, image=type(route)(route.node, n))
        for n in (0, 1)
    )
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    first, *lines = outcome.text(route.node).splitlines()
    scores = [float(line.split()[1].rstrip(":")) for line in lines]
    assert scores == sorted(scores, reverse=True)
    assert first == f"{sum(score >= 0.5 for score in scores)} of 12 are taken"
    assert {line.split()[0] for line in outcome.text(sharp.node).splitlines()} == {"sharp"}
    assert {line.split()[0] for line in outcome.text(others.node).splitlines()} == {"blurred"}


def test_nodes_after_an_empty_part_do_not_run(
    host: Any, canvas: Any, models: TrainedModels
) -> None:
    model = loaded(host, canvas, models, "judge")
    batch = images(canvas, "sharp or blurred", 3)
    route = canvas.add("NetwrightRouteImages", model=model, images=batch, at_least=1.1)
    after = canvas.add("NetwrightApplyModel", model=model, image=route)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    assert outcome.text(route.node).startswith("0 of 3 are taken")
    assert after.node not in outcome.shown


def test_rows_of_a_table_are_predicted(host: Any, canvas: Any, models: TrainedModels) -> None:
    model = loaded(host, canvas, models, "pendulum")
    rows = "length_m, mass_g, angle_deg, place\n1.0, 50, 10, pole\n1.0, 50, 10, moon"
    values = canvas.add("NetwrightPredictValues", model=model, values=rows)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    periods = [float(line.split()[1]) for line in outcome.text(values.node).splitlines()]
    assert periods[0] == pytest.approx(2.0, abs=0.5)
    assert periods[1] > periods[0] + 1


def test_a_row_with_a_cell_too_many_is_told_so(
    host: Any, canvas: Any, models: TrainedModels
) -> None:
    model = loaded(host, canvas, models, "pendulum")
    rows = "length_m, mass_g, angle_deg, place\n1.0, 50, 10, pole\n1.0, 50, 10, moon, 3"
    values = canvas.add("NetwrightPredictValues", model=model, values=rows)
    failed = host.run(canvas.prompt).failed
    assert failed[0] == values.node
    assert "expected 4 cells, as in the head line, but 5 came." in failed[1]
    assert "row: 2" in failed[1]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nowhere.onnx", "there is no model 'nowhere.onnx'"),
        ("../../secret.onnx", "is not the name of a file in this folder"),
    ],
)
def test_a_model_that_is_not_there_is_told_so(host: Any, canvas: Any, name: str, says: str) -> None:
    model = canvas.add("NetwrightLoadModel", file=name)
    canvas.add("NetwrightPredictValues", model=model)
    assert says in host.run(canvas.prompt).invalid[model.node][0]


@pytest.mark.parametrize(
    ("name", "node", "inputs", "says"),
    [
        ("judge", "NetwrightApplyModel", {"label": "sharpe"}, "fix: did you mean 'sharp'?"),
        ("segmenter", "NetwrightApplyModel", {"label": "circel"}, "fix: did you mean 'circle'?"),
        ("pendulum", "NetwrightApplyModel", {}, "this model reads table, no images."),
        ("denoiser", "NetwrightRouteImages", {}, "gives no scores."),
    ],
)
def test_what_a_model_cannot_do_is_said_on_the_node(
    host: Any,
    canvas: Any,
    models: TrainedModels,
    name: str,
    node: str,
    inputs: dict[str, str],
    says: str,
) -> None:
    model = loaded(host, canvas, models, name)
    socket = "images" if node == "NetwrightRouteImages" else "image"
    batch = images(canvas, "sharp or blurred", 2)
    place = canvas.add(node, model=model, **{socket: batch}, **inputs)
    failed, message = host.run(canvas.prompt).failed
    assert failed == place.node
    assert says in message


def test_tiles_of_a_filter_leave_no_borders(small_host: Any) -> None:
    from netwright_nodes.using.tiles import in_tiles

    picture = np.random.RandomState(0).randint(0, 256, (150, 90, 3), np.uint8)
    seen: list[tuple[int, ...]] = []

    def same(tiles: np.ndarray) -> np.ndarray:
        seen.append(tiles.shape)
        return tiles.astype(np.float32) / 255

    made = in_tiles(picture, (64, 64), same)
    np.testing.assert_allclose(made, picture / 255, atol=1e-6)
    assert seen == [(6, 64, 64, 3)]
    assert in_tiles(picture[:5, :7], (64, 64), same).shape == (5, 7, 3)
