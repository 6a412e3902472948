from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import typer
from layered_models import LAYERS, QUANTISERS, images
from PIL import Image
from typer.testing import CliRunner

from netwright.inference import Predictor, compare_layers, layers_of
from netwright.inference.commands import compare
from netwright.interfaces.errors import UsageError
from netwright.interfaces.testing import CommandContract

Build = Callable[..., Path]


class TestCompareCommand(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return compare.app


@pytest.fixture
def model(layered: Build) -> Path:
    return layered()


def test_a_model_does_not_differ_from_itself(model: Path) -> None:
    found = compare_layers(model, model, images())
    assert [layer.id for layer in found.layers] == [layer.id for layer in LAYERS]
    assert {layer.max_abs for layer in found.layers} == {0}
    assert {layer.sqnr_db for layer in found.layers} == {np.inf}
    assert {layer.cosine for layer in found.layers} == {1}
    assert found.first_divergence is None
    assert found.samples == 4


@pytest.mark.parametrize("quantiser", list(QUANTISERS))
def test_a_quantised_form_is_matched_by_the_ids_of_layers(
    model: Path, tmp_path: Path, quantiser: str
) -> None:
    small = tmp_path / "small.onnx"
    QUANTISERS[quantiser](model, small)
    found = compare_layers(model, small, images())
    assert {"act", "rows", "head"} <= {layer.id for layer in found.layers}
    assert found.first_divergence is None
    assert all(20 < layer.sqnr_db < 70 for layer in found.layers)
    assert set(found.only_first) <= {"first"}
    assert found.only_second == ()


def test_a_changed_layer_is_named_with_both_values(model: Path, layered: Build) -> None:
    changed = layered("changed.onnx", change={"weight": lambda w: w * 1.5})
    found = compare_layers(model, changed, images(20), tolerance=1e-3)
    first = found.first_divergence
    assert first is not None
    assert first.id == "head"
    ours, theirs = (
        layers_of(path, images(20)[first.worst.sample], layers=["head"])[0].values[0]
        for path in (model, changed)
    )
    assert first.worst.first == pytest.approx(float(ours[first.worst.index]), rel=1e-5)
    assert first.worst.second == pytest.approx(float(theirs[first.worst.index]), rel=1e-5)
    assert first.max_abs == pytest.approx(abs(first.worst.first - first.worst.second), rel=1e-5)


def test_the_measures_are_those_of_the_arrays(model: Path, layered: Build) -> None:
    changed = layered("changed.onnx", change={"kernel": lambda k: k + 0.01})
    raw = images(11)
    measured = {layer.id: layer for layer in compare_layers(model, changed, raw).layers}
    for id in ("first", "head"):
        ours, theirs = (
            np.concatenate([layers_of(path, x, layers=[id])[0].values for x in raw]).astype(float)
            for path in (model, changed)
        )
        noise, one = np.abs(ours - theirs), measured[id]
        relative = np.linalg.norm(noise) / np.linalg.norm(ours)
        cosine = (ours * theirs).sum() / np.linalg.norm(ours) / np.linalg.norm(theirs)
        assert one.relative == pytest.approx(relative, rel=1e-4)
        assert one.sqnr_db == pytest.approx(-20 * np.log10(relative), rel=1e-4)
        assert one.cosine == pytest.approx(cosine, rel=1e-5)
        assert (one.max_abs, one.mean_abs) == pytest.approx((noise.max(), noise.mean()), rel=1e-4)


def test_a_model_that_does_not_name_its_layers_is_matched_by_those_of_the_other(
    model: Path, layered: Build
) -> None:
    unnamed = layered("unnamed.onnx", layers=())
    for pair in ((model, unnamed), (unnamed, model)):
        found = compare_layers(*pair, images())
        assert [layer.id for layer in found.layers] == [layer.id for layer in LAYERS]


def test_where_neither_names_its_layers_onnx_values_are_compared(layered: Build) -> None:
    one, two = (layered(name, layers=()) for name in ("one.onnx", "two.onnx"))
    found = compare_layers(one, two, images())
    assert [(layer.id, layer.op) for layer in found.layers][-3:] == [
        ("flat", "Flatten"),
        ("logits", "Gemm"),
        ("probabilities", "Softmax"),
    ]


def test_a_layer_that_is_no_number_diverges(model: Path, layered: Build) -> None:
    broken = layered("broken.onnx", change={"bias": lambda b: b * np.nan})
    found = compare_layers(model, broken, images())
    assert found.first_divergence is not None
    assert found.first_divergence.id == "head"
    assert found.to_dict()["layers"][-1]["relative"] is None
    assert not np.isnan(Predictor(model)(images()[0]).probability)


def test_what_cannot_be_compared_is_refused_with_a_reason(
    model: Path, layered: Build, build_model: Build
) -> None:
    with pytest.raises(UsageError, match="no sample to run"):
        compare_layers(model, model, images(0))
    with pytest.raises(UsageError, match=r"image \[12, 14, 1\] and image \[9, 9, 1\]"):
        compare_layers(model, build_model("small.onnx", size=(9, 9)), images())
    others = tuple(layer.model_copy(update={"id": f"other_{layer.id}"}) for layer in LAYERS)
    with pytest.raises(UsageError, match="no layer in common"):
        compare_layers(model, layered("others.onnx", layers=others), images())


def _pictures(folder: Path) -> Path:
    folder.mkdir()
    for number, pixels in enumerate(images(5)):
        Image.fromarray(pixels[..., 0]).save(folder / f"{number}.png")
    return folder


def test_the_command_prints_a_row_a_layer_and_a_verdict(model: Path, tmp_path: Path) -> None:
    pictures = _pictures(tmp_path / "pictures")
    ran = CliRunner().invoke(compare.app, [str(model), str(model), str(pictures)])
    assert ran.exit_code == 0, ran.output
    lines = ran.stdout.splitlines()
    assert [line.split()[0] for line in lines[:6]] == ["layer", *(layer.id for layer in LAYERS)]
    assert lines[-1] == "every layer is within a relative error of 0.1 on 5 samples."


def test_the_command_ends_with_1_past_the_tolerance(
    model: Path, layered: Build, tmp_path: Path
) -> None:
    changed = layered("changed.onnx", change={"kernel": lambda k: k * 2})
    pictures = _pictures(tmp_path / "pictures")
    arguments = [str(model), str(changed), str(pictures), "--samples", "3"]
    ran = CliRunner().invoke(compare.app, arguments)
    assert ran.exit_code == 1
    assert (
        "'first' (Conv2d) is the first layer past a relative error of 0.1 on 3 samples: 1."
        in ran.stdout
    )
    ran = CliRunner().invoke(compare.app, [*arguments, "--json"])
    said = json.loads(ran.stdout)
    assert ran.exit_code == 1
    assert (said["first_divergence"], said["samples"]) == ("first", 3)
    assert said["layers"][0]["shape"] == [4, 10, 12]
