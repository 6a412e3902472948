"""`netwright train --dry-run`: what is told before an hour is spent."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from netwright.data import Prepared, prepare, write_digits
from netwright.interfaces.documents import Network, Recipe
from netwright.layers import builder as b
from netwright.training.trial import Result, dry_run


def looks(data: Prepared, network: Network | None = None, **recipe: object) -> dict[str, Result]:
    found = dry_run(network, data, Recipe.from_dict(recipe), device="cpu")
    return {result.look: result for result in found}


def test_good_training_is_good_news(digits: Prepared) -> None:
    before = torch.get_rng_state()
    found = looks(digits, epochs=7)
    assert list(found) == ["data", "first loss", "one batch", "time", "memory"]
    assert all(result.good for result in found.values()), found
    assert torch.equal(torch.get_rng_state(), before)
    assert found["first loss"].figures["expected"] == pytest.approx(math.log(10), rel=1e-5)
    assert "all 10 classes equally likely: ln 10 = 2.3" in found["first loss"].message
    assert "they can be learnt" in found["one batch"].message
    time = found["time"].figures
    assert time["seconds"] == pytest.approx(7 * time["seconds_per_epoch"])
    assert "(23 steps of " in found["time"].message
    assert found["memory"].figures["peak_bytes"] > 50e6


def test_first_weights_that_are_far_off_are_told(digits: Prepared) -> None:
    x = b.flatten(b.input("image", (1, 8, 8)))
    for _ in range(3):
        x = b.multiply(x, x)
    loud = looks(digits, b.network("loud", logits=b.linear(x, 10)))["first loss"]
    assert not loud.good
    assert loud.message.endswith("the first weights are far off.")
    assert loud.fix.startswith("its outputs are too large: put a norm between the layers")


def test_a_first_loss_that_is_not_finite_is_told(digits: Prepared) -> None:
    x = b.flatten(b.input("image", (1, 8, 8)))
    h = b.relu(b.linear(x, 16))
    found = looks(digits, b.network("nan", logits=b.linear(b.divide(h, h), 10)))
    assert found["first loss"].message == "nan: it is not finite."
    assert not found["one batch"].good


def test_a_network_that_cannot_learn_one_batch_is_told_with_what_that_means(
    digits: Prepared,
) -> None:
    slow = looks(digits, optimizer={"name": "AdamW", "learning_rate": 1e-7})["one batch"]
    assert not slow.good
    assert slow.message.endswith("so it hardly learns.")
    assert slow.fix.startswith("try --learning-rate 1e-06; ")
    pictures = prepare(digits.document.source.path, task="autoencoding")
    x = b.linear(b.flatten(b.input("image", (1, 8, 8))), 64)
    linear = b.network("linear", picture=b.unflatten(x, dim=0, unflattened_size=(1, 8, 8)))
    sgd = {"name": "SGD", "learning_rate": 10, "momentum": 0}
    fast = looks(pictures, linear, optimizer=sgd)
    assert "(the mean of what is wanted)" in fast["first loss"].message
    assert not fast["one batch"].good
    assert fast["one batch"].fix == "train with --learning-rate 1."


def netwright(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "netwright.interfaces.cli", "train", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def test_the_command_makes_no_run_and_its_exit_code_tells_bad_news(tmp_path: Path) -> None:
    folder = write_digits(tmp_path / "digits")
    good = netwright("--data", folder, "--dry-run", "--epochs", 2, cwd=tmp_path)
    assert good.returncode == 0, good.stderr
    marks = [line[:15].split() for line in good.stdout.splitlines() if line[:1] != " "]
    assert [mark[0] for mark in marks] == ["ok"] * 5
    assert not (tmp_path / "runs").exists()
    shutil.copy(min((folder / "3").iterdir()), folder / "5" / "copy.png")
    bad = netwright("--data", folder, "--dry-run", "--json", cwd=tmp_path)
    assert bad.returncode == 1, bad.stderr
    first, *others = map(json.loads, bad.stdout.splitlines())
    assert (first["look"], first["good"]) == ("data", False)
    assert first["message"] == "1 pair of samples are the same and have different labels."
    assert all(result["good"] for result in others)
    assert not (tmp_path / "runs").exists()
