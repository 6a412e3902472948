"""Training on augmented batches: repeatable, as the command line asks, and never in validation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from typer.testing import CliRunner

from netwright.data import Prepared
from netwright.interfaces.documents import (
    CutMix,
    EpochEnded,
    GaussianNoise,
    MixUp,
    RandomCrop,
    Recipe,
    TrivialAugmentWide,
)
from netwright.interfaces.errors import DocumentError
from netwright.training import Run, fit
from netwright.training.commands.train import app

PARTS = (RandomCrop(padding=1), TrivialAugmentWide(), GaussianNoise(), MixUp(), CutMix(p=0.5))
SHORT = Recipe(epochs=1, batch_size=256, augmentation=PARTS)


@pytest.fixture(scope="module")
def augmented(digits: Prepared, device: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return fit(None, digits, SHORT, runs=tmp_path_factory.mktemp("runs"), device=device)


def test_the_same_seed_gives_the_same_weights(
    augmented: Run, digits: Prepared, device: str, tmp_path: Path
) -> None:
    first = augmented.best_checkpoint.read_bytes()
    again = fit(None, digits, SHORT, runs=tmp_path, device=device)
    assert again.best_checkpoint.read_bytes() == first
    plain = fit(None, digits, Recipe(epochs=1, batch_size=256), runs=tmp_path, device=device)
    assert plain.best_checkpoint.read_bytes() != first


def test_validation_is_of_the_samples_as_they_are(augmented: Run, digits: Prepared) -> None:
    session = onnxruntime.InferenceSession(augmented.model, providers=["CPUExecutionProvider"])
    (logits,) = session.run(["logits"], {"images": np.array(digits.val.inputs)})
    (told,) = (e.metrics["val_accuracy"] for e in augmented.events() if isinstance(e, EpochEnded))
    assert float((logits.argmax(1) == digits.val.targets).mean()) == pytest.approx(told)


def train(folder: Path, runs: Path, setting: str):
    return CliRunner().invoke(
        app,
        ["--data", str(folder), "--epochs", "1", "--runs", str(runs), "--set", setting],
        catch_exceptions=True,
    )


def test_the_command_line_takes_augmentations(digits_folder: Path, tmp_path: Path) -> None:
    done = train(digits_folder, tmp_path, 'augmentation=[{"name":"RandomCrop","padding":1}]')
    assert done.exit_code == 0, done.output
    run = Run.open(next(tmp_path.iterdir()))
    assert run.recipe.augmentation == (RandomCrop(padding=1),)
    assert run.model.exists()


def test_an_augmentation_that_there_is_not_is_told(digits_folder: Path, tmp_path: Path) -> None:
    done = train(digits_folder, tmp_path / "runs", 'augmentation=[{"name":"RandomFlop"}]')
    assert isinstance(done.exception, DocumentError)
    assert done.exception.message == "augmentation.0: there is no name 'RandomFlop'."
    assert "RandomHorizontalFlip" in str(done.exception.fix)
    assert not (tmp_path / "runs").exists()
