"""What is told of a run that goes wrong, each by a real run that does and one that does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from netwright.data import Prepared, Samples, prepare
from netwright.interfaces.documents import (
    SGD,
    AdamW,
    ArrayPreprocessing,
    Block,
    ConstantSchedule,
    Ended,
    Network,
    Node,
    Recipe,
    Warned,
)
from netwright.interfaces.documents.augmentation import RandAugment
from netwright.layers import builder as b
from netwright.training import Run, fit
from netwright.training.checkpoint import read_checkpoint


def fitted(data: Prepared, network: Network, recipe: Recipe, folder: Path) -> Run:
    return fit(network, data, recipe, runs=folder, device="cpu")


def warnings(run: Run) -> list[Warned]:
    return [event for event in run.events() if isinstance(event, Warned)]


def end(run: Run) -> Ended:
    *_, last = run.events()
    assert isinstance(last, Ended)
    return last


def mlp(hidden: int = 32) -> Network:
    x = b.flatten(b.input("image", (1, 8, 8)))
    return b.network("mlp", logits=b.linear(b.relu(b.linear(x, hidden)), 10, name="head"))


@pytest.fixture(scope="module")
def pictures(digits_folder: Path, own_cache: None) -> Prepared:
    return prepare(digits_folder, task="autoencoding")


def autoencoder(layers: int = 1) -> Network:
    x = b.flatten(b.input("image", (1, 8, 8)))
    for _ in range(layers):
        x = b.linear(x, 64)
    return b.network("linear", picture=b.unflatten(x, dim=0, unflattened_size=(1, 8, 8)))


def steep(learning_rate: float) -> Recipe:
    """Plain gradient descent, which a learning rate of more than 5 drives off here."""
    return Recipe(
        optimizer=SGD(learning_rate=learning_rate, momentum=0),
        schedule=ConstantSchedule(),
        epochs=6,
    )


def every(samples: Samples, number: int) -> Samples:
    """Every so-manieth sample, of all classes."""
    assert samples.targets is not None
    inputs, targets = np.array(samples.inputs), np.array(samples.targets)
    return Samples(inputs[::number], targets[::number], samples.names[::number])


def test_a_healthy_run_is_told_nothing_of(digits: Prepared, tmp_path: Path) -> None:
    run = fitted(digits, mlp(), Recipe(epochs=8), tmp_path)
    assert warnings(run) == []
    assert end(run).reason == "completed"


def test_a_layer_that_gives_no_finite_numbers_is_named(digits: Prepared, tmp_path: Path) -> None:
    x = b.flatten(b.input("image", (1, 8, 8)))
    h = b.relu(b.linear(x, 32, name="hidden"))
    share = b.divide(h, h, name="share")
    run = fitted(digits, b.network("nan", logits=b.linear(share, 10)), Recipe(), tmp_path)
    (told,) = warnings(run)
    assert told.message == (
        "the loss is not finite in epoch 1, step 1, so training stops. The first layer with an "
        "output that is not finite is 'share'. No epoch was finished before."
    )
    assert told.fix.startswith("give that layer other numbers")
    assert end(run).reason == "diverged"
    assert not run.model.exists()
    assert not run.last_checkpoint.exists()


def test_a_layer_within_a_block_is_named_with_its_path(digits: Prepared, tmp_path: Path) -> None:
    ratio = Node(id="ratio", op="Divide", inputs=("x", "x"))
    block = b.block("share", Block(inputs=("x",), nodes=(ratio,), outputs={"y": "ratio"}))
    hidden = b.linear(b.flatten(b.input("image", (1, 8, 8))), 32)
    shared = block(b.relu(hidden), name="stage")
    run = fitted(digits, b.network("nan", logits=b.linear(shared, 10)), Recipe(), tmp_path)
    assert "is 'stage → ratio'." in warnings(run)[0].message


def test_weights_that_were_driven_off_are_told_from_a_bad_layer(
    pictures: Prepared, tmp_path: Path
) -> None:
    run = fitted(pictures, autoencoder(layers=2), steep(10), tmp_path)
    told = warnings(run)[-1]
    assert "With the last good weights all is finite, so the steps were too large." in told.message
    assert "The first layer with an output that is not finite is 'linear' (Linear)" in told.message
    assert told.fix == "train with --learning-rate 1, or with --set clip_norm=1."


def test_the_best_epoch_and_the_last_good_state_outlive_a_loss_that_is_not_finite(
    pictures: Prepared, tmp_path: Path
) -> None:
    run = fitted(pictures, autoencoder(), steep(8), tmp_path)
    assert (end(run).reason, end(run).epochs, end(run).best_epoch) == ("diverged", 2, 2)
    assert warnings(run)[-1].message == (
        "the loss is not finite in epoch 3, step 23, so training stops. Every layer's output is "
        "finite still, but too large for the loss. Epoch 2, the best, is kept."
    )
    assert run.model.exists()
    assert run.report.exists()
    tensors, progress = read_checkpoint(run.last_checkpoint)
    assert progress.epoch <= 2
    assert all(torch.isfinite(t).all() for t in tensors.values() if t.is_floating_point())


def test_a_layer_without_any_gradient_is_named(digits: Prepared, tmp_path: Path) -> None:
    x = b.flatten(b.input("image", (1, 8, 8)))
    h = b.linear(x, 32, name="hidden")
    dead = b.relu(b.subtract(b.relu(h), b.softplus(h)))
    network = b.network("dead", logits=b.linear(dead, 10, name="head"))
    told = warnings(fitted(digits, network, Recipe(epochs=1), tmp_path))
    assert [w.message for w in told] == [
        "the gradient of 'hidden' was all zero in 3 looks in a row, so nothing is learnt there."
    ]
    assert "LeakyReLU" in told[0].fix


def test_a_gradient_that_explodes_is_named(pictures: Prepared, tmp_path: Path) -> None:
    told = warnings(fitted(pictures, autoencoder(), steep(6), tmp_path))
    (exploding,) = (w for w in told if "explodes" in w.message)
    assert exploding.message.startswith(
        "the gradient of 'linear' explodes: its length was over 1,000 in 3 looks in a row, "
    )
    assert "--set clip_norm=1" in exploding.fix


def test_a_learning_rate_that_is_too_high_is_told_with_a_better_one(
    pictures: Prepared, tmp_path: Path
) -> None:
    told = warnings(fitted(pictures, autoencoder(), steep(6), tmp_path))
    (high,) = (w for w in told if "too high" in w.message)
    assert high.message.startswith("the loss began at 0.304 and is ")
    assert high.message.endswith("the learning rate 6 is too high.")
    assert high.fix == "stop, and train with --learning-rate 0.6."


def test_a_learning_rate_that_is_just_right_is_told_nothing_of(
    pictures: Prepared, tmp_path: Path
) -> None:
    assert warnings(fitted(pictures, autoencoder(), steep(4), tmp_path)) == []


def test_over_fitting_is_told_once_with_the_figures(digits: Prepared, tmp_path: Path) -> None:
    few = replace(digits, train=every(digits.train, 24))
    recipe = Recipe(epochs=60, optimizer=AdamW(learning_rate=0.02), schedule=ConstantSchedule())
    told = warnings(fitted(few, mlp(), recipe, tmp_path))
    assert len(told) == 1
    assert told[0].message.startswith("it over-fits: since epoch ")
    assert "early_stopping.patience=5" in told[0].fix


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Several that wait for each other on a busy machine make any step slow."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def test_data_that_is_slower_than_compute_is_told(
    digits: Prepared, one_thread: None, tmp_path: Path
) -> None:
    recipe = Recipe(epochs=1, augmentation=(RandAugment(),) * 4)
    (told,) = warnings(fitted(digits, mlp(), recipe, tmp_path))
    assert told.message.startswith("data is slower than compute: a step waits ")
    assert told.fix.startswith("use fewer or cheaper augmentations")


@pytest.mark.parametrize("spoilt", ["train", "val"])
def test_samples_that_are_not_finite_stop_training(
    digits: Prepared, spoilt: str, tmp_path: Path
) -> None:
    """Arrays may hold anything; pictures cannot."""
    arrays = digits.document.model_copy(update={"preprocessing": ArrayPreprocessing(shape=(64,))})
    parts = {
        name: Samples(
            np.reshape(part.inputs, (-1, 64)).astype(np.float32), part.targets, part.names
        )
        for name, part in (("train", digits.train), ("val", digits.val))
    }
    spoilt_inputs = np.array(parts[spoilt].inputs)
    spoilt_inputs[:, 2] = np.inf
    parts[spoilt] = replace(parts[spoilt], inputs=spoilt_inputs)
    x = b.input("x", (64,))
    network = b.network("n", logits=b.linear(b.relu(b.linear(x, 8)), 10))
    run = fitted(Prepared(arrays, **parts), network, Recipe(epochs=2), tmp_path)
    assert end(run).reason == "diverged"
    assert "so training stops." in warnings(run)[-1].message
    found = {"train": "What the network is given is not finite already.", "val": "after epoch 1"}
    assert found[spoilt] in warnings(run)[-1].message
