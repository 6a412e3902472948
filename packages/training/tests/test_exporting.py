"""A run exported once more: the same model, pictures of any size, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import typer
from numpy.typing import NDArray
from real_data import TASKS
from typer.testing import CliRunner

from netwright.data import Prepared
from netwright.interfaces.documents import METADATA_KEY, AnySize, Model, Network, Recipe
from netwright.interfaces.errors import ParityError, RunError, UsageError
from netwright.interfaces.testing import CommandContract
from netwright.layers import build, builder, check, suited_network
from netwright.training import Run, export
from netwright.training.checkpoint import Progress
from netwright.training.commands.export import app
from netwright.training.shipping import Sizes, Trained, embedded_resize, ship
from netwright.training.shipping.any_size import sizes_taken
from netwright.training.shipping.deployed import deployed_on_cpu


class TestExport(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return app


def _model(path: Path) -> Model:
    props = {entry.key: entry.value for entry in onnx.load(path).metadata_props}
    return Model.from_json(props[METADATA_KEY])


def _run(path: Path, pictures: NDArray[Any]) -> list[NDArray[Any]]:
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (given,) = session.get_inputs()
    outputs: list[NDArray[Any]] = session.run(None, {given.name: pictures})
    return outputs


def _untrained(network: Network, data: Prepared, path: Path, sizes: Sizes) -> Model:
    """A model of the network as it begins."""
    checked = check(network)
    deployed = deployed_on_cpu(build(checked), data.document, Recipe())
    trained = Trained("test", deployed, checked, data, Recipe(), Progress(best_epoch=1))
    return ship(trained, path, sizes)


def test_a_run_exported_once_more_is_the_model_that_training_wrote(
    finished: Run, digits: Prepared, tmp_path: Path
) -> None:
    path, model = export(finished, tmp_path / "again.onnx", data=digits)
    images = np.array(digits.val.inputs[:50])
    for again, before in zip(_run(path, images), _run(finished.model, images), strict=True):
        np.testing.assert_allclose(again, before, atol=1e-5)
    assert model == _model(path).model_copy(update={"layers": ()})
    before = _model(finished.model)
    assert (model.metrics, model.outputs) == (before.metrics, before.outputs)


def test_a_model_records_the_opset_and_the_format_that_it_has(finished: Run) -> None:
    graph, model = onnx.load(finished.model), _model(finished.model)
    assert [entry.version for entry in graph.opset_import] == [model.opset]
    assert graph.ir_version == model.ir_version
    assert model.opset <= 18


def test_a_model_with_the_resize_inside_takes_raw_pictures_of_any_size(
    finished: Run, digits: Prepared, tmp_path: Path
) -> None:
    path, model = export(finished, tmp_path / "resize.onnx", data=digits, embed_resize=True)
    assert model.inputs[0].shape == ("batch", "height", "width", 1)
    images = np.array(digits.val.inputs[:20])
    larger = images.repeat(3, axis=1).repeat(5, axis=2)
    _, probabilities = _run(path, larger)
    _, expected = _run(finished.model, images)
    assert (probabilities.argmax(1) == expected.argmax(1)).mean() > 0.9
    np.testing.assert_array_equal(_run(path, images)[1], expected)


def test_a_resize_that_is_not_pillows_is_refused_with_both_values(
    finished: Run, digits: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = embedded_resize._resized

    def wrong(nodes: Any, *sizes: str) -> str:
        name = right(nodes, *sizes)
        (mode,) = (a for a in nodes.nodes[-1].attribute if a.name.startswith("coordinate"))
        mode.s = b"asymmetric"
        return name

    monkeypatch.setattr(embedded_resize, "_resized", wrong)
    with pytest.raises(ParityError, match=r"fits a picture of .* otherwise than Pillow") as caught:
        export(finished, tmp_path / "resize.onnx", data=digits, embed_resize=True)
    assert caught.value.places["layer"].startswith(
        "the embedded resize is where they first differ: Pillow gives "
    )
    assert list(tmp_path.iterdir()) == []


def test_a_network_without_a_fixed_size_computes_at_the_size_that_comes(tmp_path: Path) -> None:
    data = TASKS["coins"]()
    image = builder.input("image", data.document.preprocessing.shape)
    x = builder.maxpool2d(builder.conv2d(image, 4, kernel_size=3, padding=1), kernel_size=2)
    x = builder.concat(image, builder.upsample(x, scale_factor=2, mode="bilinear"))
    network = builder.network(logits=builder.conv2d(x, 2, kernel_size=1, name="head"))
    model = _untrained(network, data, tmp_path / "free.onnx", "free")
    assert model.any_size == AnySize(fitted=False, multiple=2, least=2)
    assert model.outputs[1].shape == ("batch", 2, "output_height", "output_width")
    _, probabilities = _run(tmp_path / "free.onnx", np.zeros((2, 6, 14, 1), np.uint8))
    assert probabilities.shape == (2, 2, 6, 14)
    _run(tmp_path / "free.onnx", np.zeros((1, 2, 2, 1), np.uint8))


def test_a_classifier_that_pools_whole_pictures_takes_any_size(
    finished: Run, digits: Prepared, tmp_path: Path
) -> None:
    path, model = export(finished, tmp_path / "free.onnx", data=digits, any_size=True)
    assert model.any_size is not None
    assert (model.any_size.fitted, model.any_size.multiple) == (False, 1)
    assert _run(path, np.zeros((3, 9, 14, 1), np.uint8))[1].shape == (3, 10)


FIX = (
    "leave --any-size out. With --embed-resize the model takes pictures of any size and fits them "
    "to {0} x {0} itself."
)


def _flat_network() -> Network:
    x = builder.conv2d(builder.input("image", (1, 8, 8)), 4, kernel_size=3, name="conv")
    return builder.network(logits=builder.linear(builder.flatten(x), 10, name="head"))


def test_the_layer_whose_weights_ask_for_one_size_is_named(digits: Prepared) -> None:
    with pytest.raises(UsageError) as caught:
        sizes_taken(check(_flat_network()), digits.document)
    assert caught.value.message == (
        "the network does not take pictures of any size: 'head' (Linear) has in_features=144, and "
        "at 32 x 24 it would need in_features=2640."
    )
    assert caught.value.fix == FIX.format(8)


def test_the_layer_that_gives_one_size_whatever_comes_is_named() -> None:
    data = TASKS["coins"]()
    side = data.document.preprocessing.shape[-1]
    x = builder.maxpool2d(builder.input("image", (1, side, side)), 2)
    x = builder.upsample(x, size=(side, side), name="grown")
    network = builder.network(logits=builder.conv2d(x, 2, kernel_size=1, name="head"))
    with pytest.raises(UsageError) as caught:
        sizes_taken(check(network), data.document)
    assert "'grown' (Upsample) gives the same size whatever comes" in caught.value.message


def test_a_layer_that_cannot_be_exported_for_any_size_is_named(
    digits: Prepared, tmp_path: Path
) -> None:
    x = builder.conv2d(builder.input("image", (1, 8, 8)), 4, kernel_size=3, name="conv")
    x = builder.flatten(builder.adaptiveavgpool2d(x, output_size=4, name="pool"))
    network = builder.network(logits=builder.linear(x, 10, name="head"))
    with pytest.raises(UsageError) as caught:
        _untrained(network, digits, tmp_path / "free.onnx", "free")
    assert "'pool' (AdaptiveAvgPool2d) cannot be exported so" in caught.value.message
    assert list(tmp_path.iterdir()) == []


def test_tables_come_in_no_other_size() -> None:
    data = TASKS["iris"]()
    with pytest.raises(UsageError, match="only pictures come in other sizes, but 'iris' holds"):
        sizes_taken(check(suited_network(data.document)), data.document)


def test_a_run_without_a_finished_epoch_has_nothing_to_export(
    digits: Prepared, tmp_path: Path
) -> None:
    document = digits.document
    run = Run.create(tmp_path, "begun", suited_network(document), document, Recipe())
    with pytest.raises(RunError, match="no epoch of this run was finished") as caught:
        export(run)
    assert caught.value.fix == f"netwright resume {run.folder}"


def test_two_ways_to_take_any_size_exclude_each_other(finished: Run) -> None:
    with pytest.raises(UsageError, match="--embed-resize and --any-size exclude each other"):
        export(finished, embed_resize=True, any_size=True)


def test_the_command_tells_what_it_wrote(finished: Run, tmp_path: Path) -> None:
    out = tmp_path / "any size.onnx"
    arguments = [str(finished.folder), "--embed-resize", "--out", str(out)]
    told = CliRunner().invoke(app, arguments)
    assert told.exit_code == 0, told.output
    model, takes, parity = told.stdout.splitlines()
    assert model == f"model   {out}  (opset 18, IR version 8)"
    assert takes == "takes   pictures of any size, which it fits to the network's itself"
    assert parity.startswith("parity  differs from PyTorch by at most ")
    as_json = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)
    assert as_json["model"] == str(out)
    assert as_json["any_size"] == {"fitted": True, "multiple": 1, "least": 1}
    assert as_json["parity"]["top1_agreement"] == 1
