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
from netwright.interfaces.documents import CrossEntropyLoss, Network, Recipe
from netwright.interfaces.errors import UsageError
from netwright.layers import builder
from netwright.training import Run, fit
from netwright.training.imbalance import class_weights, sample_weights
from netwright.training.optimization import build_loss

RECIPE = Recipe(epochs=6, batch_size=64)
LABELS = np.array([0, 0, 0, 1])


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
    (logits,) = session.run(["logits"], {"images": np.asarray(data.val.images)})
    return float(balanced_accuracy_score(data.val.labels, logits.argmax(1)))


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


def test_every_class_weighs_the_same_in_sum() -> None:
    balanced = Recipe(loss=CrossEntropyLoss(class_weights="balanced"))
    np.testing.assert_allclose(class_weights(balanced, LABELS), [2 / 3, 2])
    np.testing.assert_allclose(
        sample_weights(Recipe(sampling="balanced"), LABELS), [2 / 3, 2 / 3, 2 / 3, 2]
    )
    assert class_weights(Recipe(), LABELS) is None
    assert sample_weights(Recipe(), LABELS) is None


def test_the_loss_counts_each_class_as_asked() -> None:
    logits, labels = torch.tensor([[2.0, 0.0], [2.0, 0.0]]), torch.tensor([0, 1])
    loss = build_loss(Recipe(loss=CrossEntropyLoss(class_weights=(1.0, 3.0))), LABELS)
    each = torch.nn.functional.cross_entropy(logits, labels, reduction="none")
    assert loss(logits, labels).item() == pytest.approx((each[0] + 3 * each[1]).item() / 4)


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
