"""Rare classes: drawn more often, or weighed more, they are found more often."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from sklearn.metrics import balanced_accuracy_score

from netwright.data import Prepared, Samples
from netwright.interfaces.documents import (
    Classification,
    CrossEntropyLoss,
    Network,
    Recipe,
    Regression,
)
from netwright.interfaces.errors import UsageError
from netwright.layers import builder
from netwright.training import Run, fit
from netwright.training.imbalance import counted, sample_weights
from netwright.training.losses import build_loss

RECIPE = Recipe(epochs=6, batch_size=64)


@pytest.fixture(scope="module")
def four(digits: Prepared) -> Prepared:
    """Four samples of two classes, of which one is rare."""
    images = np.asarray(digits.train.inputs)[:4]
    document = digits.document.model_copy(update={"target": Classification(classes=("a", "b"))})
    train = Samples(images, np.array([0, 0, 0, 1]), tuple("wxyz"))
    return replace(digits, document=document, train=train)


@pytest.fixture(scope="module")
def imbalanced(digits: Prepared) -> Prepared:
    """Of every odd digit there are 7 to train on, of every even one about 140."""
    labels = digits.train.targets
    kept = [np.flatnonzero(labels == c)[: 7 if c % 2 else None] for c in range(10)]
    rows = np.sort(np.concatenate(kept))
    train = Samples(
        np.asarray(digits.train.inputs)[rows],
        labels[rows],
        tuple(digits.train.names[row] for row in rows),
    )
    return replace(digits, train=train)


@pytest.fixture(scope="module")
def linear() -> Network:
    image = builder.input("image", (1, 8, 8))
    return builder.network(logits=builder.linear(builder.flatten(image), 10))


def found(run: Run, data: Prepared) -> float:
    """The share of a digit's images that are recognised, as a mean over the digits."""
    session = onnxruntime.InferenceSession(run.model, providers=["CPUExecutionProvider"])
    (logits,) = session.run(["logits"], {"images": np.asarray(data.val.inputs)})
    return float(balanced_accuracy_score(data.val.targets, logits.argmax(1)))


@pytest.fixture(scope="module")
def plain(
    imbalanced: Prepared, linear: Network, device: str, tmp_path_factory: pytest.TempPathFactory
) -> float:
    """What training finds that does nothing about it."""
    runs = tmp_path_factory.mktemp("plain")
    return found(fit(linear, imbalanced, RECIPE, runs=runs, device=device), imbalanced)


@pytest.mark.parametrize(
    "change",
    [{"sampling": "balanced"}, {"loss": CrossEntropyLoss(class_weights="balanced")}],
    ids=["sampling", "class_weights"],
)
def test_rare_classes_are_recognised_better(
    imbalanced: Prepared, linear: Network, plain: float, change, tmp_path: Path, device: str
) -> None:
    recipe = RECIPE.model_copy(update=change)
    helped = found(fit(linear, imbalanced, recipe, runs=tmp_path, device=device), imbalanced)
    assert helped > plain + 0.15


def test_every_class_weighs_the_same_in_sum(four: Prepared) -> None:
    balanced = counted(Recipe(loss=CrossEntropyLoss(class_weights="balanced")), four)
    np.testing.assert_allclose(balanced.loss.class_weights, [2 / 3, 2])
    weights = sample_weights(Recipe(sampling="balanced"), four.train)
    np.testing.assert_allclose(weights, [2 / 3, 2 / 3, 2 / 3, 2])
    assert counted(Recipe(), four) == Recipe()
    assert sample_weights(Recipe(), four.train) is None


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_the_loss_counts_each_class_as_torchs_does(four: Prepared, smoothing: float) -> None:
    logits, labels = torch.randn(8, 2), torch.arange(8) % 2
    asked = CrossEntropyLoss(class_weights=(1.0, 3.0), label_smoothing=smoothing)
    theirs = torch.nn.CrossEntropyLoss(torch.tensor([1.0, 3.0]), label_smoothing=smoothing)
    ours = build_loss(Recipe(loss=asked), four.document)
    torch.testing.assert_close(ours(logits, labels), theirs(logits, labels))
    shares = labels.float().unsqueeze(1) * torch.tensor([[-1.0, 1.0]]) + torch.tensor([[1.0, 0.0]])
    torch.testing.assert_close(ours(logits, shares), theirs(logits, shares))


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"sampling": "balanced"}, "sampling"),
        ({"loss": CrossEntropyLoss(class_weights="balanced")}, "loss"),
    ],
)
def test_numbers_have_no_classes_to_balance(
    four: Prepared, linear: Network, tmp_path: Path, change, key: str
) -> None:
    target = Regression(columns=("y",), mean=(0.0,), std=(1.0,))
    values = replace(four.train, targets=np.ones((4, 1), np.float32))
    data = replace(
        four,
        document=four.document.model_copy(update={"target": target}),
        train=values,
        val=values,
    )
    image = builder.input("image", (1, 8, 8))
    network = builder.network(y=builder.linear(builder.flatten(image), 1))
    with pytest.raises(UsageError) as caught:
        fit(network, data, Recipe(**change), runs=tmp_path / "runs")
    assert caught.value.places["key"].startswith(key)
    assert not (tmp_path / "runs").exists()


def test_another_number_of_weights_than_classes_is_refused_before_anything_is_written(
    digits: Prepared, linear: Network, tmp_path: Path
) -> None:
    recipe = Recipe(loss=CrossEntropyLoss(class_weights=(1.0, 2.0)))
    with pytest.raises(UsageError) as caught:
        fit(linear, digits, recipe, runs=tmp_path / "runs")
    assert caught.value.message == "class_weights has 2 numbers, but 'digits' has 10 classes."
    assert caught.value.fix == (
        "give one number for each of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, in this order."
    )
    assert not (tmp_path / "runs").exists()
