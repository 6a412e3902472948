"""`netwright runs`: what is told of runs, whole, killed, damaged and foreign ones."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from PIL import Image
from typer.testing import CliRunner, Result

from netwright.data import Prepared
from netwright.interfaces.documents import AdamW, Recipe
from netwright.interfaces.errors import RunError, UsageError
from netwright.interfaces.testing import CommandContract
from netwright.training import Run, fit
from netwright.training.commands.runs import app
from netwright.training.deciding import BEST, best_of
from netwright.training.journal import Journal
from netwright.training.objectives import objective_for
from netwright.training.past import Past


class TestRuns(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return app


HURT = "ValueError(\"could not convert string to float: 'much'\")"


@pytest.fixture(scope="module")
def runs(finished: Run, digits: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good run, a shorter one with another recipe, and three folders that are not right."""
    folder = tmp_path_factory.mktemp("runs")
    shutil.copytree(finished.folder, folder / "digits-01")
    other = Recipe(epochs=1, optimizer=AdamW(weight_decay=0.2))
    fit(None, digits, other, runs=folder, device="cpu")
    (folder / "notes").mkdir()
    shutil.copytree(finished.folder, folder / "hurt")
    (folder / "hurt" / "recipe.json").write_text('{"epochs"')
    shutil.copytree(finished.folder, folder / "scrambled")
    (folder / "scrambled" / "metrics.csv").write_text("epoch,val_loss\n1,much\n")
    return folder


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


def told(*arguments: object) -> str:
    result = call(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_list_tells_runs_by_age_and_what_is_no_run_in_a_line(runs: Path) -> None:
    result = call("list", "--runs", runs)
    assert result.exit_code == 0
    head, first, second = result.stdout.splitlines()
    assert head.split() == ["run", "state", "data", "task", "epochs", "best", "started", "took"]
    assert first.startswith("digits-01  completed  digits  classification  3/3 ")
    assert "accuracy 9" in first
    assert second.startswith("digits-02  completed  digits  classification  1/1 ")
    assert result.stderr.splitlines() == [
        f"{runs / 'hurt'}: this is not JSON: Expecting ':' delimiter: line 1 column 10 (char 9).",
        f"{runs / 'notes'}: this is not a run folder: it has no network.json.",
        f"{runs / 'scrambled'}: the run's record is damaged: {HURT}.",
    ]


def test_the_list_as_json_has_an_object_a_run(runs: Path) -> None:
    lines = [json.loads(line) for line in told("list", "--runs", runs, "--json").splitlines()]
    first = next(line for line in lines if line["run"].endswith("digits-01"))
    assert (first["state"], first["epochs"], first["metric"]) == ("completed", 3, "accuracy")
    assert 0.9 < first["best"] <= 1
    assert sum("error" in line for line in lines) == 3


def test_an_empty_folder_has_no_runs(tmp_path: Path) -> None:
    assert told("list", "--runs", tmp_path / "runs").startswith("there are no runs in ")


def test_a_run_that_goes_on_is_told_from_one_that_was_killed(runs: Path, tmp_path: Path) -> None:
    shutil.copytree(runs / "digits-01", tmp_path / "cut")
    run = Run.open(tmp_path / "cut")
    lines = run.events_file.read_text().splitlines(keepends=True)
    run.events_file.write_text("".join(lines[:-1]) + lines[-1][:20])
    assert Past(run).state == "killed"
    journal = Journal(run)
    try:
        assert Past(run).state == "running"
    finally:
        journal.close()
    shown = told("show", run.folder)
    assert f"killed, 3 of 3 epochs; go on: netwright resume {run.folder}" in shown


def test_a_run_is_shown_with_its_epochs_and_the_command_that_repeats_it(runs: Path) -> None:
    shown = told("show", "digits-01", "--runs", runs)
    assert "state      completed, 3 of 3 epochs" in shown
    assert "network    small-cnn, " in shown
    assert "recipe     epochs = 3" in shown
    assert "epoch  train_loss  val_loss  val_accuracy" in shown
    assert shown.count("\n    *") + shown.count("\n   *") == 1
    folder = runs / "digits-01"
    assert shown.endswith(
        f"repeat it  netwright train {folder / 'recipe.json'} --data {folder / 'dataset.json'} "
        f"--network {folder / 'network.json'}\n"
    )
    content = json.loads(told("show", folder, "--json"))
    assert [epoch["epoch"] for epoch in content["epochs"]] == [1, 2, 3]
    assert content["recipe"]["epochs"] == 3


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    result = call("show", tmp_path / "nowhere")
    assert isinstance(result.exception, RunError)
    assert result.exception.fix.startswith("name a folder that `netwright train` made")


def test_runs_are_compared_by_what_differs_and_the_better_one_is_named(runs: Path) -> None:
    shown = told("compare", "digits-01", "digits-02", "--runs", runs)
    lines = [line.split() for line in shown.splitlines()]
    assert ["epochs", "3", "1"] in lines
    assert ["optimizer.weight_decay", "0.01", "0.2"] in lines
    assert "optimizer.learning_rate" not in shown
    assert "network" not in shown
    assert "digits-01 is better: accuracy 9" in shown
    assert call("compare", "digits-01", "digits-02", "--runs", runs).stderr == ""


def test_equal_runs_are_equally_good(runs: Path) -> None:
    assert "They are equally good." in told("compare", runs / "digits-01", runs / "digits-01")


def test_runs_on_other_samples_are_compared_with_a_warning(runs: Path, tmp_path: Path) -> None:
    shutil.copytree(runs / "digits-01", tmp_path / "other")
    run = Run.open(tmp_path / "other")
    changed = {"fingerprint": "0" * 64}
    run.dataset.model_copy(update=changed).write(run.folder / "dataset.json")
    result = call("compare", runs / "digits-01", run.folder)
    assert result.exit_code == 0
    assert "warning: their data differ, so the figures do not compare." in result.stderr
    split = run.dataset.split.model_copy(update={"seed": 7})
    changed = {"split": split, "fingerprint": Run.open(runs / "digits-01").dataset.fingerprint}
    run.dataset.model_copy(update=changed).write(run.folder / "dataset.json")
    result = call("compare", runs / "digits-01", run.folder, "--json")
    content = json.loads(result.stdout)
    assert content["warning"] == ("the split into samples to train on and to validate on differs")
    assert content["differences"]["data"]["split.seed"] == [0, 7]


def test_networks_with_little_in_common_are_told_apart_by_name(runs: Path, tmp_path: Path) -> None:
    from netwright.layers.library import library_network

    shutil.copytree(runs / "digits-01", tmp_path / "lenet")
    library_network("lenet-5").write(tmp_path / "lenet" / "network.json")
    shown = told("compare", runs / "digits-01", tmp_path / "lenet")
    lines = [line.split() for line in shown.splitlines()]
    assert ["name", "small-cnn", "lenet-5"] in lines
    assert ["layers", "17", "12"] in lines
    assert "BatchNorm2d" not in shown


def test_one_run_cannot_be_compared(runs: Path) -> None:
    assert isinstance(call("compare", runs / "digits-01").exception, UsageError)


@pytest.mark.parametrize("name", ["curves.png", "curves.svg"])
def test_curves_of_runs_are_drawn_over_each_other(runs: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    shown = told("plot", "digits-01", "digits-02", "--runs", runs, "--log", "--out", out)
    assert shown == f"{out}\n"
    if name.endswith("png"):
        assert Image.open(out).width > 1000
    else:
        assert out.read_text().count("digits-02") >= 1 or "<svg" in out.read_text()


def test_what_cannot_be_drawn_is_refused_before_anything_is_written(
    runs: Path, tmp_path: Path
) -> None:
    out = tmp_path / "curves.png"
    wrong = call("plot", runs / "digits-01", "--metric", "acuracy", "--out", out)
    assert isinstance(wrong.exception, UsageError)
    assert wrong.exception.message == "not every run has the metric 'acuracy'."
    assert wrong.exception.fix == "did you mean 'accuracy'?"
    wrong = call("plot", runs / "digits-01", "--out", tmp_path / "curves.gif")
    assert isinstance(wrong.exception, UsageError)
    assert list(tmp_path.iterdir()) == []


def test_looking_at_runs_imports_no_torch(runs: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from typer.testing import CliRunner;"
        "from netwright.training.commands.runs import app;"
        f"a = CliRunner().invoke(app, ['list', '--runs', {str(runs)!r}]);"
        f"b = CliRunner().invoke(app, ['show', {str(runs / 'digits-01')!r}]);"
        f"c = CliRunner().invoke(app, ['plot', {str(runs / 'digits-01')!r}, '--out',"
        f" {str(tmp_path / 'c.png')!r}]);"
        "print(a.exit_code, b.exit_code, c.exit_code, 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "0 0 0 False\n", done.stderr


def test_a_run_is_judged_by_what_its_training_was_judged_by(digits: Prepared) -> None:
    assert objective_for(digits.document, Recipe()).best == best_of(digits.document)
    assert set(BEST) >= {"classification", "regression", "pictures"}
