"""A loss that does not fit is refused before anything is written, with what to change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import onnxruntime
import pytest
import torch
from real_data import TASKS, class_table, digit_rows, wine_labels

from netwright.data import Prepared
from netwright.interfaces.documents import Recipe, Warned
from netwright.interfaces.errors import ShapeError, UsageError
from netwright.layers import builder, suited_network
from netwright.training import fit
from netwright.training.fitness import fitting_network
from netwright.training.losses import build_loss


def refusal(data: Prepared, loss: Any) -> UsageError:
    network = suited_network(data.document)
    with pytest.raises(UsageError) as caught:
        fitting_network(network, data.document, Recipe.from_dict({"loss": loss}))
    assert caught.value.places == {"key": "loss"}
    return caught.value


@pytest.mark.parametrize(
    ("task", "loss", "message", "fix"),
    [
        (
            "iris",
            "MSELoss",
            "MSELoss does not fit classification of table data.",
            (
                'set loss.name="CrossEntropyLoss", or to one of NLLLoss, FocalLoss, KLDivLoss, '
                "BCEWithLogitsLoss."
            ),
        ),
        (
            "diabetes",
            "CrossEntropyLoss",
            "CrossEntropyLoss does not fit regression of table data.",
            'set loss.name="MSELoss", or to one of L1Loss, SmoothL1Loss, HuberLoss.',
        ),
        (
            "cells_again",
            "SSIMLoss",
            "SSIMLoss does not fit autoencoding of table data.",
            'set loss.name="MSELoss", or to one of L1Loss, SmoothL1Loss, HuberLoss.',
        ),
        (
            "iris",
            "BCEWithLogitsLoss",
            "BCEWithLogitsLoss tells two classes apart, but 'iris' has 3.",
            'set loss.name="CrossEntropyLoss".',
        ),
        (
            "iris",
            "NLLLoss",
            (
                "NLLLoss takes log-probabilities, but 'wide-and-deep' does not end in LogSoftmax "
                "over the classes."
            ),
            'set loss.name="CrossEntropyLoss", or put LogSoftmax at the end of the network.',
        ),
        (
            "wine_labels",
            {"name": "BCEWithLogitsLoss", "pos_weight": [1, 2]},
            "loss.pos_weight has 2 numbers, but 1 or 3 are needed, one a logit.",
            "give loss.pos_weight 1 or 3 numbers, or leave it out.",
        ),
        (
            "coins",
            {"name": "FocalLoss", "alpha": [0.2]},
            "loss.alpha has 1 numbers, but 2 are needed, one a class.",
            "give loss.alpha 2 numbers, or leave it out.",
        ),
        (
            "prose",
            {"name": "FocalLoss", "alpha": [0.2]},
            "alpha weighs classes, and tokens have none.",
            "leave loss.alpha out.",
        ),
    ],
)
def test_it_says_what_to_set(task: str, loss: Any, message: str, fix: str) -> None:
    error = refusal(TASKS[task](), loss)
    assert (error.message, error.fix) == (message, fix)


@pytest.mark.parametrize(
    ("task", "loss"),
    [
        ("iris", "FocalLoss"),
        ("iris", "KLDivLoss"),
        ("breast_cancer", {"name": "BCEWithLogitsLoss", "pos_weight": [2.0]}),
        ("wine_labels", {"name": "FocalLoss", "alpha": [0.25]}),
        ("diabetes", {"name": "HuberLoss", "delta": 0.5}),
        ("diabetes", "SmoothL1Loss"),
        ("diabetes", "L1Loss"),
    ],
)
def test_every_loss_that_fits_trains_and_exports(task: str, loss: Any, tmp_path: Path) -> None:
    recipe = Recipe.from_dict({"loss": loss, "epochs": 2})
    assert fit(None, TASKS[task](), recipe, runs=tmp_path).model.exists()


@pytest.mark.parametrize("loss", ["DiceLoss", "DiceCrossEntropyLoss", "FocalLoss"])
def test_the_losses_of_masks_make_masks_better(loss: str) -> None:
    data = TASKS["coins"]().document
    masks = torch.randint(0, 2, (2, 50, 50), generator=torch.Generator().manual_seed(0))
    masks[:, :3] = 255
    logits = torch.zeros(2, 2, 50, 50, requires_grad=True)
    criterion = build_loss(Recipe.from_dict({"loss": loss}), data)
    criterion(logits, masks).backward()
    steepest = (-logits.grad).argmax(dim=1)
    counts = masks != 255
    assert (steepest == masks)[counts].all()
    assert not logits.grad.abs().sum(dim=1)[~counts].any()


def _ending(data: Prepared, layer: str | None, outputs: int) -> Any:
    row = builder.input("row", data.document.preprocessing.shape)
    x = builder.linear(row, outputs, name="head")
    return builder.network(y=x if layer is None else getattr(builder, layer)(x, name="last"))


@pytest.mark.parametrize(
    ("data", "layer", "outputs", "loss", "plain"),
    [
        (digit_rows, "softmax", 10, None, None),
        (digit_rows, "logsoftmax", 10, None, None),
        (digit_rows, "logsoftmax", 10, "NLLLoss", None),
        (digit_rows, "softmax", 10, "NLLLoss", None),
        (wine_labels, "sigmoid", 3, None, None),
        (lambda: class_table("breast_cancer"), "sigmoid", 1, "BCEWithLogitsLoss", "same"),
    ],
)
def test_a_last_activation_that_the_loss_computes_is_left_out_and_told(
    data: Any, layer: str, outputs: int, loss: str | None, plain: str | None, tmp_path: Path
) -> None:
    prepared = data()
    recipe = Recipe(epochs=1)
    with_loss = recipe if loss is None else Recipe.from_dict({"epochs": 1, "loss": loss})
    told: list[Any] = []
    first = fit(
        _ending(prepared, layer, outputs),
        prepared,
        with_loss,
        runs=tmp_path,
        listeners=[told.append],
    )
    (warning,) = (event for event in told if isinstance(event, Warned))
    assert warning.message.startswith("the network ends in ")
    second = fit(
        _ending(prepared, None, outputs),
        prepared,
        with_loss if plain else recipe,
        runs=tmp_path,
    )
    assert first.best_checkpoint.read_bytes() == second.best_checkpoint.read_bytes()


@pytest.mark.parametrize("outputs", [1, 2])
def test_binary_cross_entropy_works_with_one_output_or_two(outputs: int, tmp_path: Path) -> None:
    data = class_table("breast_cancer")
    recipe = Recipe.from_dict({"epochs": 20, "batch_size": 16, "loss": "BCEWithLogitsLoss"})
    run = fit(_ending(data, None, outputs), data, recipe, runs=tmp_path)
    accuracy = max(e.metrics["val_accuracy"] for e in run.events() if e.kind == "epoch")
    assert accuracy > 0.93
    session = onnxruntime.InferenceSession(run.model, providers=["CPUExecutionProvider"])
    logits, probabilities = session.run(None, {"rows": data.val.inputs.copy()})
    assert logits.shape == probabilities.shape == (len(data.val), 2)
    assert (probabilities.argmax(1) == data.val.targets).mean() == pytest.approx(accuracy)


def test_one_output_of_two_classes_needs_binary_cross_entropy() -> None:
    data = class_table("breast_cancer")
    with pytest.raises(ShapeError) as caught:
        fitting_network(_ending(data, None, 1), data.document, Recipe())
    assert caught.value.message == (
        "the output 'y' gives [1], but 'breast_cancer' has 2 classes, so [2] is needed."
    )
    assert caught.value.fix == (
        "set out_features=2 on 'head', or set loss.name=\"BCEWithLogitsLoss\"."
    )
