"""A run that is stopped or killed at any moment and resumed ends as if it never had been."""

from __future__ import annotations

import csv
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from netwright.data import Prepared, Samples, prepare
from netwright.interfaces.documents import (
    SGD,
    Adagrad,
    CosineSchedule,
    EarlyStopping,
    Ended,
    EpochEnded,
    GaussianNoise,
    Lion,
    MixUp,
    Muon,
    NAdam,
    Network,
    PlateauSchedule,
    RandomCrop,
    Recipe,
    RMSprop,
    Started,
    Warned,
)
from netwright.interfaces.errors import RunError, UsageError
from netwright.layers import build as build_module
from netwright.layers import builder, check
from netwright.training import Run, fit, resume
from netwright.training.checkpoint import read_checkpoint
from netwright.training.journal import Journal
from netwright.training.precision import choose_precision
from netwright.training.session import hold_session
from netwright.training.surroundings import own_surroundings

RECIPES = {
    "defaults": Recipe(),
    "averaged": Recipe(ema_decay=0.9, schedule=CosineSchedule(warmup=0.2), clip_norm=0.5),
    "scaled": Recipe(precision="fp16", optimizer=SGD(), accumulate=2),
    "plateau": Recipe(schedule=PlateauSchedule(patience=0, threshold=0.5), optimizer=NAdam()),
    "muon": Recipe(optimizer=Muon(), precision="bf16"),
    "lion": Recipe(optimizer=Lion()),
    "augmented": Recipe(
        augmentation=(RandomCrop(padding=1), GaussianNoise(), MixUp()), sampling="balanced"
    ),
    "rmsprop": Recipe(optimizer=RMSprop(momentum=0.5)),
    "adagrad": Recipe(optimizer=Adagrad(), early_stopping=EarlyStopping(patience=2)),
}
EPOCHS, STEPS = 3, 6


def network() -> Network:
    """With dropout, batch norms and both kinds of weights."""
    image = builder.input("image", (1, 8, 8))
    x = builder.relu(builder.batchnorm2d(builder.conv2d(image, 8, kernel_size=3)))
    x = builder.relu(builder.conv2d(x, 8, kernel_size=3))  # Its layout in memory is its own.
    x = builder.relu(builder.linear(builder.dropout(builder.flatten(x), p=0.3), 16))
    return builder.network("small", logits=builder.linear(x, 10))


@pytest.fixture(scope="module")
def some(digits: Prepared) -> Prepared:
    """Six batches of the digits."""

    def first(samples: Samples, count: int) -> Samples:
        assert samples.targets is not None
        return Samples(samples.inputs[:count], samples.targets[:count], samples.names[:count])

    return replace(digits, train=first(digits.train, 190), val=first(digits.val, 60))


def sit(run: Run, data: Prepared, device: str, batches: int = 10**9) -> None:
    """Train a run, from its checkpoint where it has one, for so many batches."""
    recipe = run.recipe
    precision = choose_precision(recipe, torch.device(device))
    saved = read_checkpoint(run.last_checkpoint) if run.last_checkpoint.exists() else None
    left = iter(range(batches))
    journal = Journal(run)
    with own_surroundings(recipe.seed, precision, recipe.deterministic):
        module = build_module(check(run.network)).to(precision.device)
        hold_session(
            run, module, data, recipe, precision, journal, lambda: next(left, None) is None, saved
        )
    journal.close()


def new_run(folder: Path, name: str, data: Prepared, recipe: Recipe) -> Run:
    keys = {"epochs": EPOCHS, "batch_size": 32 // recipe.accumulate, "deterministic": True}
    return Run.create(folder, name, network(), data.document, recipe.model_copy(update=keys))


def assert_same_end(run: Run, other: Run) -> None:
    for found, expected in [
        (run.last_checkpoint, other.last_checkpoint),
        (run.best_checkpoint, other.best_checkpoint),
    ]:
        (tensors, progress), (wanted, wanted_progress) = map(read_checkpoint, (found, expected))
        assert tensors.keys() == wanted.keys()
        differing = [name for name in wanted if not torch.equal(tensors[name], wanted[name])]
        assert differing == []
        assert progress == wanted_progress
    assert rows(run) == rows(other)


def rows(run: Run) -> list[dict[str, str]]:
    """The rows of metrics.csv without how long they took."""
    found = list(csv.DictReader(run.metrics_file.open()))
    return [{key: value for key, value in row.items() if key != "seconds"} for row in found]


@pytest.mark.parametrize("name", RECIPES)
def test_a_run_stopped_at_random_batches_ends_with_the_same_bits(
    some: Prepared, device: str, tmp_path: Path, name: str
) -> None:
    whole, parts = (new_run(tmp_path, n, some, RECIPES[name]) for n in ("whole", "parts"))
    sit(whole, some, device)
    draw = random.Random(name)
    for _ in range(4):  # Some fall into the validation, which is asked as well.
        sit(parts, some, device, batches=draw.randint(0, STEPS + 3))
    sit(parts, some, device)
    assert read_checkpoint(whole.last_checkpoint)[1].epoch >= 2
    assert_same_end(parts, whole)


def test_a_stopped_run_is_resumed_by_its_folder_and_leaves_no_row_twice(
    some: Prepared, device: str, tmp_path: Path
) -> None:
    recipe = Recipe(epochs=3, batch_size=32, ema_decay=0.9)
    whole = fit(network(), some, recipe, runs=tmp_path, name="whole", device=device)
    asked = iter(range(11))
    run = fit(
        network(),
        some,
        recipe,
        runs=tmp_path,
        name="parts",
        device=device,
        should_stop=lambda: next(asked, None) is None,
    )
    assert rows(run) == rows(whole)[:1]
    assert resume(run.folder, data=some, device=device) == run
    assert_same_end(run, whole)
    events = list(run.events())
    assert [e.epoch for e in events if isinstance(e, EpochEnded)] == [1, 2, 3]
    assert [e.first_epoch for e in events if isinstance(e, Started)] == [1, 2]
    assert [e.reason for e in events if isinstance(e, Ended)] == ["completed"]
    assert run.report.exists()


def test_a_finished_run_is_left_as_it_is(finished: Run) -> None:
    before = {path: path.stat().st_mtime_ns for path in finished.folder.rglob("*")}
    assert resume(finished) == finished
    assert before == {path: path.stat().st_mtime_ns for path in finished.folder.rglob("*")}


def test_a_run_that_lost_its_model_exports_it_again(
    some: Prepared, device: str, tmp_path: Path
) -> None:
    run = fit(network(), some, Recipe(epochs=1), runs=tmp_path, device=device)
    before = rows(run)
    run.model.unlink()
    resume(run, data=some, device=device)
    assert run.model.exists()
    assert rows(run) == before


def test_other_samples_are_refused(some: Prepared, tmp_path: Path) -> None:
    run = new_run(tmp_path, "run", some, Recipe())
    document = some.document.model_copy(update={"fingerprint": "another"})
    with pytest.raises(UsageError, match="not the samples that the run was trained on"):
        resume(run, data=replace(some, document=document))


def test_a_checkpoint_of_another_recipe_is_refused(some: Prepared, tmp_path: Path) -> None:
    run = new_run(tmp_path, "run", some, Recipe(optimizer=SGD()))
    sit(run, some, "cpu", batches=2)
    run.recipe.model_copy(update={"ema_decay": 0.9}).write(run.folder / "recipe.json")
    with pytest.raises(RunError) as caught:
        resume(run, data=some, device="cpu")
    assert caught.value.message.startswith("the checkpoint is not of this network and recipe: ")
    assert caught.value.fix == "put the run's network.json and recipe.json back as they were."


def test_the_time_limit_ends_a_run_that_can_go_on(
    some: Prepared, device: str, tmp_path: Path
) -> None:
    recipe = Recipe(epochs=100_000, batch_size=32, time_limit=1 / 60)
    began = time.monotonic()
    run = new_run(tmp_path, "run", some, Recipe())
    recipe.write(run.folder / "recipe.json")
    sit(run, some, device)
    assert 1 <= time.monotonic() - began < 20
    (told,) = (event for event in run.events() if isinstance(event, Warned))
    assert told.message == "the time limit of 0.0166667 minutes is over, so training stops."
    assert told.fix == f"go on where it stopped: netwright resume {run.folder}"
    assert read_checkpoint(run.last_checkpoint)[1].epoch > 0


def test_early_stopping_ends_training_when_nothing_becomes_better(
    some: Prepared, device: str, tmp_path: Path
) -> None:
    still = SGD(learning_rate=1e-12, momentum=0, weight_decay=0)
    patient = EarlyStopping(patience=3, min_delta=0.5)
    run = new_run(tmp_path, "run", some, Recipe(optimizer=still, early_stopping=patient))
    run.recipe.model_copy(update={"epochs": 50}).write(run.folder / "recipe.json")
    sit(run, some, device)
    assert len(rows(run)) == 4
    (ended,) = (event for event in run.events() if isinstance(event, Ended))
    assert (ended.reason, ended.epochs) == ("completed", 4)


def _rows_written(run: Run) -> int:
    return run.metrics_file.read_text().count("\n") - 1 if run.metrics_file.exists() else 0


_TRAIN = """
import sys
from netwright.training import Run, resume
run = Run.open(sys.argv[1])
resume(run, device=sys.argv[2])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_run_killed_again_and_again_ends_with_the_same_bits(
    digits_folder: Path, device: str, tmp_path: Path
) -> None:
    data = prepare(digits_folder)
    recipe = Recipe(epochs=60, batch_size=128, ema_decay=0.9, deterministic=True)
    whole, killed = (
        Run.create(tmp_path, name, network(), data.document, recipe) for name in ("whole", "killed")
    )
    resume(whole, device=device)  # A run of which only the documents are there begins.
    for rows_before_kill in (1, 15, 35):
        trainer = subprocess.Popen(
            [sys.executable, "-c", _TRAIN, str(killed.folder), device],
            stdout=subprocess.PIPE,
            text=True,
        )
        while trainer.poll() is None and _rows_written(killed) < rows_before_kill:
            time.sleep(0.01)
        trainer.send_signal(signal.SIGKILL)
        trainer.communicate()
    assert 0 < read_checkpoint(killed.last_checkpoint)[1].epoch < 60
    resume(killed, device=device)
    assert_same_end(killed, whole)
