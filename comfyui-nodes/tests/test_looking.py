"""Looking into trained models: layers, heat, both runtimes, measures, other forms of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from test_using import images, loaded, pictures
from trained_models import TrainedModels


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> TrainedModels:
    return TrainedModels(tmp_path_factory.mktemp("models"))


def loaded_run(host: Any, canvas: Any, models: TrainedModels, name: str) -> Any:
    """A node that loads the model's run, which lies in the host's folder of runs."""
    place = host.output / "netwright" / "runs" / name
    if not place.exists():
        shutil.copytree(models[name].parent, place)
    return canvas.add("NetwrightLoadRun", run=name)


def test_every_layer_is_told_of_and_one_is_shown(
    host: Any, canvas: Any, models: TrainedModels
) -> None:
    model = loaded(host, canvas, models, "digits")
    batch = images(canvas, "digits", 1)
    look = canvas.add("NetwrightLayerOutputs", model=model, image=batch)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    head, *rows = outcome.text(look.node).splitlines()
    assert head.split() == ["layer", "op", "shape", "mean", "std", "smallest", "largest", "zeros"]
    assert any("ReLU" in row for row in rows)  # A convolution is computed with what follows.
    assert pictures(host, outcome, look.node).shape[-1] == 3
    wrong = canvas.add("NetwrightLayerOutputs", model=model, image=batch, layer="nothing")
    node, message = host.run(canvas.prompt).failed
    assert node == wrong.node
    assert "the model has no layer 'nothing'." in message


def test_a_heat_map_lies_over_the_image(host: Any, canvas: Any, models: TrainedModels) -> None:
    model = loaded(host, canvas, models, "judge")
    batch = images(canvas, "sharp or blurred", 2)
    heat = canvas.add("NetwrightHeatMap", model=model, image=batch, label="sharp")
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    assert all(line.startswith("sharp ") for line in outcome.text(heat.node).splitlines())
    assert len(pictures(host, outcome, heat.node)) == 2


def test_torch_and_onnx_say_the_same(host: Any, canvas: Any, models: TrainedModels) -> None:
    run = loaded_run(host, canvas, models, "digits")
    batch = images(canvas, "digits", 3)
    both = canvas.add("NetwrightTorchAndOnnx", run=type(run)(run.node, 1), image=batch)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    _, *rows = outcome.text(both.node).splitlines()
    assert len(rows) == 3
    assert all(float(row.split()[-1]) < 1e-4 for row in rows)


def test_a_model_is_measured_on_labelled_data(
    host: Any, canvas: Any, models: TrainedModels
) -> None:
    model = loaded(host, canvas, models, "judge")
    data = canvas.add("NetwrightSampleData", name="sharp or blurred")
    dataset = canvas.add("NetwrightDataset", path=data)
    measured = canvas.add("NetwrightEvaluate", model=model, dataset=dataset)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    text = outcome.text(measured.node)
    assert "on 48 samples of sharp-or-blurred (val)" in text
    document = json.loads((models["judge"].parent / "events.jsonl").read_text().splitlines()[-1])
    assert f"accuracy           {document['best_metrics']['val_accuracy']:.2%}" in text


def test_a_smaller_form_is_written_and_compared(
    host: Any, canvas: Any, models: TrainedModels
) -> None:
    model = loaded(host, canvas, models, "judge")
    data = canvas.add("NetwrightSampleData", name="sharp or blurred")
    dataset = canvas.add("NetwrightDataset", path=data)
    batch = canvas.add("NetwrightDatasetImages", dataset=dataset, count=2)
    small = canvas.add(
        "NetwrightQuantize", model=model, dataset=dataset, to="int8", tolerance=0.2, filename="s"
    )
    compare = canvas.add("NetwrightCompareModels", model=model, other=small, image=batch)
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    assert "size" in outcome.text(small.node)
    assert (host.output.parent / "models" / "netwright" / "s.onnx").is_file()
    assert "relative" in outcome.text(compare.node)


def test_a_run_is_exported_for_pictures_of_any_size(
    host: Any, canvas: Any, models: TrainedModels
) -> None:
    run = loaded_run(host, canvas, models, "digits")
    export = canvas.add(
        "NetwrightExport",
        run=type(run)(run.node, 1),
        filename="mine/any",
        sizes="any, made smaller inside",
    )
    outcome = host.run(canvas.prompt)
    assert outcome.succeeded, outcome
    assert "from PyTorch on" in outcome.text(export.node)
    assert (host.output.parent / "models" / "netwright" / "mine" / "any.onnx").is_file()


@pytest.mark.parametrize("node", ["NetwrightExport", "NetwrightQuantize"])
@pytest.mark.parametrize("name", ["../elsewhere", "/tmp/elsewhere"])
def test_a_model_is_written_into_the_model_folder_alone(
    host: Any, canvas: Any, models: TrainedModels, node: str, name: str, tmp_path: Path
) -> None:
    run = loaded_run(host, canvas, models, "digits")
    wires = {"run": type(run)(run.node, 1)} if node == "NetwrightExport" else {"model": run}
    place = canvas.add(node, filename=name, **wires)
    [problem] = host.run(canvas.prompt).invalid[place.node]
    assert "in this folder" in problem or "into one folder alone" in problem
