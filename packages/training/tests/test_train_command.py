from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from PIL import Image
from sklearn import datasets
from typer.testing import CliRunner

from netwright.interfaces.documents import Dataset, FoldSplit, Recipe
from netwright.interfaces.errors import DataError, UsageError
from netwright.interfaces.testing import CommandContract
from netwright.layers import builder, default_network
from netwright.training import Run
from netwright.training.commands.train import app
from netwright.training.repeating import repeat_command


class TestTrain(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return app


def netwright(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "netwright.interfaces.cli", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def assert_refused(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    """One error in the design's format, exit code 2, no traceback, nothing half written."""
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert "\n  fix: " in done.stderr
    for part in parts:
        assert part in done.stderr


def make_folder(root: Path, *classes: str, count: int = 10) -> Path:
    for index, name in enumerate(classes):
        (root / name).mkdir(parents=True)
        for number in range(count):
            shade = 40 + 150 * index + number
            Image.new("L", (6, 6), shade).save(root / name / f"{number}.png")
    return root


def test_train_writes_a_run_and_tells_machines_where(digits_folder: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text("epochs = 9\nbatch_size = 256\n[optimizer]\nlearning_rate = 0.002\n")
    done = netwright(
        *("train", recipe, "--data", digits_folder, "--epochs", 1, "--seed", 3, "--name", "one"),
        *("--set", "optimizer.weight_decay=0.05", "--json"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    run = Run.open(tmp_path / result["run"])
    assert (tmp_path / result["model"]).is_file()
    assert (tmp_path / result["report"]).is_file()
    assert 0 <= result["metrics"]["val_accuracy"] <= 1
    expected = Recipe.from_dict(
        {
            "epochs": 1,
            "batch_size": 256,
            "seed": 3,
            "optimizer": {"learning_rate": 0.002, "weight_decay": 0.05},
        }
    )
    assert run.recipe == expected


def test_a_table_is_split_and_trained_on_from_the_shell(tmp_path: Path) -> None:
    iris = datasets.load_iris()
    lines = ["id,sepal length,sepal width,petal length,petal width,species"]
    for number, (row, label) in enumerate(zip(iris.data.tolist(), iris.target, strict=True)):
        lines.append(",".join(map(str, [number, *row, iris.target_names[label]])))
    (tmp_path / "iris.csv").write_text("\n".join(lines), encoding="utf-8")
    words = ("--target", "species", "--split", "fold:2/3", "--out", "iris.json")
    assert netwright("data", "split", "iris.csv", *words, cwd=tmp_path).returncode == 0
    done = netwright("train", "--data", "iris.json", "--epochs", 15, "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "id is left out" not in done.stderr  # The document says it already.
    result = json.loads(done.stdout)
    assert result["metrics"]["val_accuracy"] > 0.8  # Guessing gives a third.
    dataset = Run.open(tmp_path / result["run"]).dataset
    assert dataset == Dataset.read(tmp_path / "iris.json")
    assert dataset.split == FoldSplit(folds=3, fold=1)


@pytest.mark.parametrize(
    ("words", "fix"),
    [
        ((), "name one: --target y (target='y' in Python)."),
        (("--target", "yy"), "did you mean 'y'?"),
        (("--target", "y", "--split", "fold"), "write fold:K/N."),
        (("--target", "y", "--split", "random", "--val-fraction", "1"), "give another val_fr"),
    ],
)
def test_words_that_do_not_fit_the_table_are_refused(
    tmp_path: Path, words: tuple[str, ...], fix: str
) -> None:
    (tmp_path / "t.csv").write_text("x,y\n1,2\n2,3\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["--data", str(tmp_path / "t.csv"), *words])
    assert isinstance(done.exception, (DataError, UsageError))
    assert fix in done.exception.fix


def test_what_was_chosen_and_what_was_left_out_is_said(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n * 37 % 50},{'ab'[n * 37 % 50 > 25]}\n" for n in range(50))
    (tmp_path / "t.csv").write_text(f"row,x,y\n{rows}", encoding="utf-8")
    done = netwright(*("train", "--data", "t.csv", "--target", "y", "--epochs", 1), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "classification, as y holds words; --task names another task.\n" in done.stderr
    assert "row is left out: it counts the rows.\n" in done.stderr


def test_images_are_read_at_the_networks_own_size(digits_folder: Path, tmp_path: Path) -> None:
    default_network((3, 12, 12), 10).write(tmp_path / "net.json")
    done = netwright(
        *("train", "--data", digits_folder, "--network", "net.json", "--epochs", 1),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert Run.open(tmp_path / "runs" / "digits-01").dataset.preprocessing.shape == (3, 12, 12)


@pytest.mark.parametrize("classes", [[], ["cats"]], ids=["empty folder", "one class"])
def test_too_few_classes_are_refused(tmp_path: Path, classes: list[str]) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    make_folder(folder, *classes)
    assert_refused(netwright("train", "--data", folder, cwd=tmp_path), str(folder))
    assert not (tmp_path / "runs").exists()


def test_no_data_and_no_folder_are_refused(tmp_path: Path) -> None:
    assert_refused(netwright("train", cwd=tmp_path), "--data PATH")
    assert_refused(netwright("train", "--data", "nowhere", cwd=tmp_path), "nowhere")


def test_a_class_only_in_val_is_refused(tmp_path: Path) -> None:
    make_folder(tmp_path / "data" / "train", "a", "b")
    make_folder(tmp_path / "data" / "val", "a", "b", "stranger")
    assert_refused(netwright("train", "--data", "data", cwd=tmp_path), "stranger")


def test_corrupt_images_are_listed_together_and_can_be_skipped(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "data", "a", "b")
    (folder / "a" / "text.png").write_text("not a picture")
    Image.effect_noise((60, 60), 90).convert("RGB").save(folder / "b" / "cut.jpg")
    whole = (folder / "b" / "cut.jpg").read_bytes()
    (folder / "b" / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    refused = netwright("train", "--data", "data", cwd=tmp_path)
    assert_refused(refused, "text.png", "cut.jpg", "--skip-bad")
    assert not (tmp_path / "runs").exists()
    done = netwright("train", "--data", "data", "--skip-bad", "--epochs", 1, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    skipped = Run.open(tmp_path / "runs" / "data-01").dataset.skipped
    assert sorted(skipped) == ["a/text.png", "b/cut.jpg"]


def test_a_misspelt_key_is_refused_by_file_and_key(digits_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "recipe.toml").write_text("epoch = 3\n")
    done = netwright("train", "recipe.toml", "--data", digits_folder, cwd=tmp_path)
    assert_refused(done, "recipe.toml", "key: epoch", "write 'epochs' instead of 'epoch'.")
    done = netwright("train", "--data", digits_folder, "--set", "optimizer.lr=1", cwd=tmp_path)
    assert_refused(done, "the command line", "key: optimizer.lr")
    done = netwright("train", "--data", digits_folder, "--set", "epochs", cwd=tmp_path)
    assert_refused(done, "--set takes KEY=VALUE")


def test_a_network_whose_channels_do_not_fit_is_refused(
    digits_folder: Path, tmp_path: Path
) -> None:
    image = builder.input("image", (1, 8, 8))
    x = builder.conv2d(image, 16, kernel_size=3, name="conv")
    good = builder.network(logits=builder.linear(builder.flatten(x), 10))
    content = json.loads(good.to_json())
    content["nodes"][0]["params"]["in_channels"] = 3
    (tmp_path / "net.json").write_text(json.dumps(content))
    done = netwright("train", "--data", digits_folder, "--network", "net.json", cwd=tmp_path)
    assert_refused(
        done,
        "ShapeError: 'conv' (Conv2d) expects 3 channels, but input 'image' gives 1.",
        "path: image [1,8,8] → conv",
        "fix: leave in_channels out, or set in_channels=1.",
    )
    assert not (tmp_path / "runs").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to a child")
def test_ctrl_c_keeps_the_work_and_exports_it(digits_folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "netwright.interfaces.cli", "train", "--data", digits_folder]
    trainer = subprocess.Popen(
        [*command, "--epochs", "5000", "--batch-size", "512"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    metrics = tmp_path / "runs" / "digits-01" / "metrics.csv"
    deadline = time.monotonic() + 120
    while not metrics.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    trainer.send_signal(signal.SIGINT)
    output, _ = trainer.communicate(timeout=120)
    assert trainer.returncode == 130, output
    assert "Traceback" not in output
    assert Run.open(tmp_path / "runs" / "digits-01").model.exists()


def test_a_network_of_the_library_is_fitted_to_the_data(
    digits_folder: Path, tmp_path: Path
) -> None:
    done = netwright(
        *("train", "--data", digits_folder, "--network", "lenet-5", "--epochs", 1), cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    run = Run.open(tmp_path / "runs" / "digits-01")
    assert run.dataset.preprocessing.shape == (1, 28, 28)


def test_a_network_that_is_neither_file_nor_name_is_refused(
    digits_folder: Path, tmp_path: Path
) -> None:
    done = netwright("train", "--data", digits_folder, "--network", "lenet5", cwd=tmp_path)
    assert_refused(done, "there is no network 'lenet5'", "did you mean 'lenet-5'?")


def test_events_are_printed_as_the_run_keeps_them(digits_folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("tensorboard")
    done = netwright(
        *("train", "--data", digits_folder, "--epochs", 1, "--events", "--tensorboard"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    run = Run.open(tmp_path / "runs" / "digits-01")
    assert done.stdout == run.events_file.read_text()
    assert f"model   {Path('runs/digits-01/model.onnx')}" in done.stderr
    assert len(list((run.folder / "tensorboard").iterdir())) == 1


def test_the_command_that_a_run_names_gives_the_same_weights(
    digits_folder: Path, tmp_path: Path
) -> None:
    first = netwright(
        *("train", "--data", digits_folder, "--epochs", 1, "--size", 12, "--seed", 5), cwd=tmp_path
    )
    assert first.returncode == 0, first.stderr
    run = Run.open(tmp_path / "runs" / "digits-01")
    _, *words = shlex.split(repeat_command(run))
    again = netwright(*words, "--name", "again", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    repeated = Run.open(tmp_path / "runs" / "again")
    assert repeated.best_checkpoint.read_bytes() == run.best_checkpoint.read_bytes()
    assert (repeated.dataset, repeated.recipe) == (run.dataset, run.recipe)
    assert_refused(
        netwright(*words, "--size", 8, cwd=tmp_path),
        "a dataset document says itself how its samples are read.",
    )


def test_a_loss_that_is_not_finite_is_bad_news(digits_folder: Path, tmp_path: Path) -> None:
    x = builder.flatten(builder.input("image", (1, 8, 8)))
    h = builder.relu(builder.linear(x, 16))
    network = builder.network(logits=builder.linear(builder.divide(h, h), 10))
    network.write(tmp_path / "net.json")
    done = netwright("train", "--data", digits_folder, "--network", "net.json", cwd=tmp_path)
    assert done.returncode == 1
    assert "warning: the loss is not finite in epoch 1, step 1" in done.stderr
    assert "Traceback" not in done.stderr
    assert "no epoch was finished, so there is no model" in done.stderr
