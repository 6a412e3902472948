"""Training on tar files in WebDataset's layout, which are read as they come."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from typer.testing import CliRunner

from netwright.data import Prepared, digits, prepare
from netwright.interfaces.documents import (
    CrossEntropyLoss,
    Ended,
    EpochEnded,
    Recipe,
    Started,
)
from netwright.interfaces.documents.augmentation import RandomHorizontalFlip
from netwright.interfaces.errors import UsageError
from netwright.training import Run, fit, resume
from netwright.training.checkpoint import read_checkpoint
from netwright.training.commands.train import app

from .together import in_two_processes

pytest.importorskip("webdataset")

PICTURES, LABELS = digits()
PROGRAM = str(Path(__file__).with_name("shards_together.py"))
TRAIN, VAL = 1200, 400
MAJORITY = np.bincount(LABELS[TRAIN : TRAIN + VAL]).max() / VAL


def write_tar(path: Path, numbers: range) -> None:
    with tarfile.open(path, "w") as tar:
        for number in numbers:
            picture = io.BytesIO()
            Image.fromarray(PICTURES[number].squeeze()).save(picture, "PNG")
            files = {"png": picture.getvalue(), "cls": str(LABELS[number]).encode()}
            for ending, content in files.items():
                about = tarfile.TarInfo(f"{number:04}.{ending}")
                about.size = len(content)
                tar.addfile(about, io.BytesIO(content))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The digits in tar files: six of 200 to train on, two to validate on."""
    folder = tmp_path_factory.mktemp("data") / "digits in tar files"
    folder.mkdir()
    for shard in range(8):
        name = f"train-{shard:02}.tar" if shard < 6 else f"val-{shard - 6:02}.tar"
        write_tar(folder / name, range(200 * shard, 200 * shard + 200))
    return folder


@pytest.fixture(scope="module")
def shards(folder: Path, own_cache: None) -> Prepared:
    return prepare(folder)


def of_kind(run: Run, kind: type) -> list:
    return [event for event in run.events() if isinstance(event, kind)]


def test_the_command_trains_exports_and_reports(folder: Path, tmp_path: Path) -> None:
    asked = ["--data", f"{folder}/train-{{00..05}}.tar", "--epochs", "2", "--runs", str(tmp_path)]
    done = CliRunner().invoke(app, [*asked, "--name", "tar", "--batch-size", "32", "--json"])
    assert done.exit_code == 0, done.output
    run = Run.open(tmp_path / "tar")
    (started,) = of_kind(run, Started)
    assert (started.train_samples, started.val_samples) == (TRAIN, VAL)
    assert "samples: read from tar files as they come" in started.choices
    assert of_kind(run, EpochEnded)[-1].metrics["val_accuracy"] > 3 * MAJORITY
    assert run.model.exists()
    assert run.dataset.source.train_counts.files == (200,) * 6
    facts = json.loads(run.data_check.read_text(encoding="utf-8"))["facts"]
    assert facts["samples"] == "1,200 to train on, 400 to validate on"
    assert facts["at hand"].startswith("512 of them")
    page = run.report.read_text(encoding="utf-8")
    assert "256 of 400 samples" in page


def test_a_run_that_was_stopped_ends_with_the_same_weights(
    shards: Prepared, tmp_path: Path
) -> None:
    recipe = Recipe(
        epochs=2,
        batch_size=64,
        augmentation=(RandomHorizontalFlip(),),
        loss=CrossEntropyLoss(class_weights="balanced"),
    )
    whole = fit(None, shards, recipe, runs=tmp_path, name="whole", device="cpu")
    left = iter(range(28))  # 19 batches, 7 of validation, and two.
    parts = fit(
        None,
        shards,
        recipe,
        runs=tmp_path,
        name="parts",
        device="cpu",
        should_stop=lambda: next(left, None) is None,
    )
    assert [event.reason for event in of_kind(parts, Ended)] == ["stopped"]
    assert read_checkpoint(parts.last_checkpoint)[1].step == 2
    resume(parts, device="cpu")
    tensors, progress = read_checkpoint(parts.last_checkpoint)
    wanted, wanted_progress = read_checkpoint(whole.last_checkpoint)
    assert [name for name in wanted if not torch.equal(tensors[name], wanted[name])] == []
    assert progress == wanted_progress


def test_two_processes_train_on_their_own_stretches(folder: Path, tmp_path: Path) -> None:
    in_two_processes([PROGRAM, str(folder), str(tmp_path)])
    run = Run.open(tmp_path / "together")
    (started,) = of_kind(run, Started)
    assert (started.steps_per_epoch, started.train_samples) == (38, TRAIN)
    assert of_kind(run, EpochEnded)[-1].metrics["val_accuracy"] > 3 * MAJORITY
    assert run.model.exists()


def test_balanced_sampling_is_refused(shards: Prepared, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        fit(None, shards, Recipe(sampling="balanced"), runs=tmp_path)
    assert caught.value.render() == (
        "UsageError: samples of tar files come one after the other, so that rare ones cannot be "
        "drawn more often.\n"
        "  key: sampling\n"
        '  fix: set sampling = "uniform" and loss.class_weights = "balanced".'
    )
    assert not list(tmp_path.iterdir())
