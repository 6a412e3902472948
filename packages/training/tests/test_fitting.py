from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from netwright.data import Prepared, prepare
from netwright.interfaces.documents import (
    METADATA_KEY,
    Ended,
    EpochEnded,
    Event,
    Model,
    Recipe,
    Started,
    Warned,
)
from netwright.interfaces.errors import DeviceError, NetwrightError, RunError, ShapeError
from netwright.layers import build, builder, default_network
from netwright.training import Run, fit
from netwright.training.checkpoint import load_weights
from netwright.training.shipping.deployed import deployed_on_cpu

SHORT = Recipe(epochs=1, batch_size=256)


def test_a_run_folder_holds_what_the_design_says(finished: Run) -> None:
    found = {str(path.relative_to(finished.folder)) for path in finished.folder.rglob("*.*")}
    assert {Path(name).as_posix() for name in found} == {
        "network.json",
        "dataset.json",
        "recipe.json",
        "data_check.json",
        "events.jsonl",
        "metrics.csv",
        "model.onnx",
        "checkpoints/last.safetensors",
        "checkpoints/best.safetensors",
        "report/index.html",
        "report/curves.png",
        "report/confusion.png",
        "report/predictions.png",
    }


def test_metrics_have_a_row_an_epoch(finished: Run) -> None:
    rows = list(csv.DictReader(finished.metrics_file.open()))
    assert list(rows[0])[:4] == ["epoch", "train_loss", "val_loss", "val_accuracy"]
    assert [row["epoch"] for row in rows] == ["1", "2", "3"]
    assert float(rows[-1]["train_loss"]) < float(rows[0]["train_loss"])


def test_events_tell_the_run_from_start_to_end(finished: Run) -> None:
    events = list(finished.events())
    assert isinstance(events[0], Started)
    assert isinstance(events[-1], Ended)
    assert events[-1].reason == "completed"
    assert [e.epoch for e in events if isinstance(e, EpochEnded)] == [1, 2, 3]


def test_onnxruntime_gives_torchs_classes_on_the_whole_validation_set(
    finished: Run, digits: Prepared
) -> None:
    module = build(default_network((1, 8, 8), 10))
    load_weights(finished.best_checkpoint, module)
    images = np.array(digits.val.inputs)
    with torch.no_grad():
        deployed = deployed_on_cpu(module, digits.document, finished.recipe)
        expected = deployed(torch.from_numpy(images))
    session = onnxruntime.InferenceSession(finished.model, providers=["CPUExecutionProvider"])
    logits, probabilities = session.run(["logits", "probabilities"], {"images": images})
    assert (logits.argmax(1) == expected[0].numpy().argmax(1)).all()
    np.testing.assert_allclose(logits, expected[0].numpy(), atol=1e-4)
    np.testing.assert_allclose(probabilities.sum(1), 1, atol=1e-5)
    accuracy = float((logits.argmax(1) == digits.val.targets).mean())
    best = max(e.metrics["val_accuracy"] for e in finished.events() if isinstance(e, EpochEnded))
    assert accuracy == pytest.approx(best)


def test_the_model_is_one_valid_file_that_knows_itself(finished: Run, digits: Prepared) -> None:
    graph = onnx.load(finished.model, load_external_data=False)
    onnx.checker.check_model(graph, full_check=True)
    assert not any(t.data_location == onnx.TensorProto.EXTERNAL for t in graph.graph.initializer)
    metadata = {entry.key: entry.value for entry in graph.metadata_props}
    model = Model.from_json(metadata[METADATA_KEY])
    assert model.labels == tuple("0123456789")
    assert model.preprocessing == digits.document.preprocessing
    assert model.provenance.dataset_fingerprint == digits.document.fingerprint
    assert model.parity.samples > 200
    assert 1 in model.parity.batch_sizes


def test_the_same_seed_gives_the_same_weights(
    digits: Prepared, device: str, tmp_path: Path
) -> None:
    runs = [fit(None, digits, SHORT, runs=tmp_path, device=device) for _ in range(2)]
    first, second = (run.best_checkpoint.read_bytes() for run in runs)
    assert first == second
    assert [run.name for run in runs] == ["digits-01", "digits-02"]


def test_another_seed_gives_other_weights(digits: Prepared, tmp_path: Path) -> None:
    other = SHORT.model_copy(update={"seed": 1})
    first = fit(None, digits, SHORT, runs=tmp_path)
    second = fit(None, digits, other, runs=tmp_path)
    assert first.best_checkpoint.read_bytes() != second.best_checkpoint.read_bytes()


def test_training_works_under_a_callers_inference_mode_and_leaves_its_random_state(
    digits: Prepared, tmp_path: Path
) -> None:
    with torch.inference_mode():
        before = torch.get_rng_state()
        run = fit(None, digits, SHORT, runs=tmp_path)
        assert torch.equal(torch.get_rng_state(), before)
    assert run.model.exists()


def test_stopping_keeps_the_work_and_exports_the_best_epoch(
    digits: Prepared, tmp_path: Path
) -> None:
    ended: list[int] = []

    def listener(event: Event) -> None:
        if isinstance(event, EpochEnded):
            ended.append(event.epoch)

    run = fit(
        None,
        digits,
        Recipe(epochs=50, batch_size=256),
        runs=tmp_path,
        listeners=[listener],
        should_stop=lambda: len(ended) >= 2,
    )
    last = list(run.events())[-1]
    assert isinstance(last, Ended)
    assert (last.reason, last.epochs) == ("stopped", 2)
    assert run.model.exists()
    assert Run.open(run.folder).report.exists()


def test_stopping_in_the_first_epoch_leaves_a_run_that_loads_and_no_model(
    digits: Prepared, tmp_path: Path
) -> None:
    run = fit(None, digits, SHORT, runs=tmp_path, should_stop=lambda: True)
    assert not run.model.exists()
    assert Run.open(run.folder).recipe == SHORT


def test_a_final_softmax_is_trained_on_its_logits_and_says_so(
    digits: Prepared, tmp_path: Path
) -> None:
    image = builder.input("image", (1, 8, 8))
    x = builder.linear(builder.flatten(image), 10, name="head")
    plain = builder.network(y=x)
    softmax = builder.network(y=builder.softmax(x))
    warnings: list[Event] = []
    quiet = fit(plain, digits, SHORT, runs=tmp_path, listeners=[warnings.append])
    assert not any(isinstance(event, Warned) for event in warnings)
    told = fit(softmax, digits, SHORT, runs=tmp_path, listeners=[warnings.append])
    assert any(isinstance(e, Warned) and "Softmax" in e.message for e in warnings)
    assert told.best_checkpoint.read_bytes() == quiet.best_checkpoint.read_bytes()


def test_a_network_with_the_wrong_number_of_classes_is_refused_before_anything_is_written(
    digits: Prepared, tmp_path: Path
) -> None:
    with pytest.raises(ShapeError) as caught:
        fit(default_network((1, 8, 8), 7), digits, SHORT, runs=tmp_path / "runs")
    assert caught.value.message == (
        "the output 'logits' gives [7], but 'digits' has 10 classes, so [10] is needed."
    )
    assert caught.value.fix == "set out_features=10 on 'head'."
    assert not (tmp_path / "runs").exists()


def test_a_network_for_other_images_is_refused(digits: Prepared, tmp_path: Path) -> None:
    with pytest.raises(ShapeError) as caught:
        fit(default_network((3, 8, 8), 10), digits, SHORT, runs=tmp_path)
    assert caught.value.message == (
        "the input 'image' has the shape [3, 8, 8], but the data's images are [1, 8, 8] ([C,H,W])."
    )


def test_a_name_that_is_taken_is_refused_and_the_old_run_is_left(
    digits: Prepared, tmp_path: Path
) -> None:
    run = fit(None, digits, SHORT, runs=tmp_path, name="mine")
    before = run.model.read_bytes()
    with pytest.raises(RunError, match="a run of this name already"):
        fit(None, digits, SHORT, runs=tmp_path, name="mine")
    assert run.model.read_bytes() == before


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a GPU")
def test_a_gpu_that_is_not_there_is_refused_with_the_fix(digits: Prepared, tmp_path: Path) -> None:
    with pytest.raises(DeviceError, match="use --device auto"):
        fit(None, digits, SHORT, runs=tmp_path, device="cuda")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.cuda
def test_cuda_is_chosen_where_there_is_one(digits: Prepared, tmp_path: Path) -> None:
    run = fit(None, digits, SHORT, runs=tmp_path)
    started = next(run.events())
    assert isinstance(started, Started)
    assert started.device.startswith("cuda")


def test_missing_weights_of_a_backbone_are_refused_before_anything_is_written(
    tmp_path: Path, digits_folder: Path
) -> None:
    data = prepare(digits_folder, size=(32, 32), mode="RGB")
    image = builder.input("image", (3, 32, 32))
    x = builder.backbone(image, "resnet18", output="layer1", weights="gone.safetensors")
    network = builder.network(logits=builder.linear(builder.globalavgpool(x), 10))
    with pytest.raises(NetwrightError, match=r"gone\.safetensors"):
        fit(network, data, SHORT, runs=tmp_path / "runs")
    assert not (tmp_path / "runs").exists()
