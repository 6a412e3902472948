"""A network with several outputs is trained on the weighted sum of their losses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from torch.nn import functional

from netwright.data import Prepared
from netwright.data.batches import Batch, DeviceBatches
from netwright.interfaces.documents import (
    SGD,
    EpochEnded,
    Network,
    Recipe,
    Started,
    TrainedOutput,
    Warned,
)
from netwright.interfaces.errors import NetwrightError
from netwright.layers import build, builder
from netwright.training import Run, fit, resume
from netwright.training.checkpoint import load_weights
from netwright.training.fitness import fitting_network
from netwright.training.imbalance import counted
from netwright.training.objectives import objective_for
from netwright.training.precision import choose_precision
from netwright.training.shipping.deployed import deployed_on_cpu
from netwright.training.state import State
from netwright.training.step import Stepper
from netwright.training.trial import dry_run

BOTH = {"logits": {}, "aux": {"weight": 0.3, "loss": {"label_smoothing": 0.1}}}


def two_heads(aux: int = 10) -> Network:
    """A convolution that both heads read; one head has a layer of its own before."""
    image = builder.input("image", (1, 8, 8))
    early = builder.relu(builder.conv2d(image, 4, kernel_size=3, stride=2, name="early"))
    late = builder.relu(builder.linear(builder.flatten(early), 16, name="late"))
    return builder.network(
        aux=builder.linear(builder.flatten(early), aux, name="aux_head"),
        logits=builder.linear(late, 10, name="head"),
    )


def recipe(outputs: Any = None, **keys: Any) -> Recipe:
    return Recipe.from_dict({"outputs": BOTH if outputs is None else outputs, **keys})


def refusal(digits: Prepared, asked: Recipe, network: Network | None = None) -> NetwrightError:
    with pytest.raises(NetwrightError) as caught:
        fitting_network(network or two_heads(), digits.document, asked)
    return caught.value


def first_batch(digits: Prepared) -> Batch:
    batches = DeviceBatches(digits.train, batch_size=60, seed=2, device=torch.device("cpu"))
    return next(batches.epoch(1))


def after_a_step(
    digits: Prepared, asked: Recipe, rate: float = 1.0
) -> tuple[torch.nn.Module, float]:
    """The network after one step, with its gradients, and the loss of that step."""
    torch.manual_seed(5)
    module = build(fitting_network(two_heads(), digits.document, asked))
    objective = objective_for(digits.document, counted(asked, digits))
    precision = choose_precision(asked, torch.device("cpu"))
    take_step = Stepper(State(module, asked), module, objective, asked, precision)
    return module, float(take_step(first_batch(digits), rate=rate, steps=1))


def gradients(module: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {name: p.grad for name, p in module.named_parameters() if p.grad is not None}


def test_the_loss_is_the_weighted_sum_and_its_gradient_reaches_both_heads(
    digits: Prepared,
) -> None:
    module, loss = after_a_step(digits, recipe(), rate=0.0)
    reached = gradients(module)
    assert {"early.weight", "late.weight", "head.weight", "aux_head.weight"} <= reached.keys()

    batch = first_batch(digits)
    module.zero_grad()
    given = module(objective_for(digits.document, Recipe()).inputs(batch))
    expected = functional.cross_entropy(given["logits"], batch.targets)
    expected = expected + 0.3 * functional.cross_entropy(
        given["aux"], batch.targets, label_smoothing=0.1
    )
    expected.backward()
    assert loss == pytest.approx(expected.item(), rel=1e-6)
    for name, gradient in gradients(module).items():
        torch.testing.assert_close(reached[name], gradient)


@pytest.mark.parametrize("outputs", [{"logits": {}, "aux": {"weight": 0}}, {"logits": {}}])
def test_an_output_that_weighs_nothing_or_is_not_named_is_left_out(
    digits: Prepared, outputs: Any
) -> None:
    checked = fitting_network(two_heads(), digits.document, recipe(outputs))
    assert list(checked.network.outputs) == ["logits"]
    module, loss = after_a_step(digits, recipe(outputs), rate=0.0)
    assert not any(name.startswith("aux_head") for name, _ in module.named_parameters())
    batch = first_batch(digits)
    given = module(objective_for(digits.document, Recipe()).inputs(batch))
    expected = functional.cross_entropy(given["logits"], batch.targets)
    assert loss == pytest.approx(expected.item(), rel=1e-6)


def test_one_output_that_is_named_counts_by_its_weight(digits: Prepared) -> None:
    _, whole = after_a_step(digits, recipe({"logits": {}}))
    _, half = after_a_step(digits, recipe({"logits": {"weight": 0.5}}))
    assert half == pytest.approx(whole / 2)


@pytest.mark.parametrize("class_weights", [None, "balanced"])
def test_parts_of_a_batch_step_as_the_whole_whatever_each_loss_is_divided_by(
    digits: Prepared, class_weights: str | None
) -> None:
    outputs = {"logits": {}, "aux": {"weight": 2, "loss": {"class_weights": class_weights}}}
    optimizer = SGD(learning_rate=0.1).model_dump()
    whole, loss = after_a_step(digits, recipe(outputs, optimizer=optimizer))
    parts, sum_of_parts = after_a_step(digits, recipe(outputs, optimizer=optimizer, accumulate=7))
    assert sum_of_parts == pytest.approx(loss, rel=1e-5)
    for ours, theirs in zip(whole.parameters(), parts.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-6)


@pytest.fixture(scope="module")
def trained(digits: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Run:
    asked = recipe(epochs=2, batch_size=128, ema_decay=0.9)
    return fit(two_heads(), digits, asked, runs=tmp_path_factory.mktemp("runs"), device="cpu")


def test_the_exported_model_is_the_main_output_alone_and_equals_torch(
    trained: Run, digits: Prepared
) -> None:
    asked = trained.recipe
    module = build(fitting_network(trained.network, digits.document, asked))
    load_weights(trained.best_checkpoint, module)
    images = np.array(digits.val.inputs)
    with torch.no_grad():
        inputs = objective_for(digits.document, Recipe()).preprocess(torch.from_numpy(images))  # type: ignore[attr-defined]
        expected = module.eval()(inputs)["logits"].numpy()
        deployed = deployed_on_cpu(module, digits.document, asked)
    assert not any("aux_head" in name for name in deployed.state_dict())
    graph = onnx.load(trained.model).graph
    assert [output.name for output in graph.output] == ["logits", "probabilities"]
    assert not any("aux_head" in weight.name for weight in graph.initializer)
    session = onnxruntime.InferenceSession(trained.model, providers=["CPUExecutionProvider"])
    (logits,) = session.run(["logits"], {"images": images})
    np.testing.assert_allclose(logits, expected, atol=1e-4)
    best = max(e.metrics["val_accuracy"] for e in trained.events() if isinstance(e, EpochEnded))
    accuracy = float((logits.argmax(1) == digits.val.targets).mean())
    assert accuracy == pytest.approx(best)


def test_the_run_tells_which_output_is_which(trained: Run) -> None:
    started = next(event for event in trained.events() if isinstance(event, Started))
    assert "outputs: logits is measured and exported; aux guides it" in started.choices
    page = trained.report.read_text(encoding="utf-8")
    assert "1 x CrossEntropyLoss of logits + 0.3 x CrossEntropyLoss of aux" in page


def test_a_stopped_run_goes_on_to_the_same_weights(
    trained: Run, digits: Prepared, tmp_path: Path
) -> None:
    calls = iter(range(1000))
    stopped = fit(
        *(two_heads(), digits, trained.recipe),
        runs=tmp_path,
        device="cpu",
        should_stop=lambda: next(calls) > 15,
    )
    assert stopped.last_checkpoint.read_bytes() != trained.last_checkpoint.read_bytes()
    resume(stopped, data=digits, device="cpu")
    assert stopped.best_checkpoint.read_bytes() == trained.best_checkpoint.read_bytes()


def test_the_main_output_is_logits_or_else_the_first_that_is_named_and_counts(
    digits: Prepared,
) -> None:
    def main(network: Network, outputs: Any) -> str:
        checked = fitting_network(network, digits.document, recipe(outputs))
        return next(iter(checked.network.outputs))

    assert main(two_heads(), {"aux": {}, "logits": {}}) == "logits"
    assert main(two_heads(), {"aux": {}, "logits": {"weight": 0}}) == "aux"
    outputs = two_heads().outputs
    renamed = {"second": outputs["logits"], "first": outputs["aux"]}
    others = two_heads().model_copy(update={"outputs": renamed})
    assert main(others, {"first": {"weight": 0.1}, "second": {}}) == "first"


def test_a_final_activation_is_left_out_of_each_output(digits: Prepared, tmp_path: Path) -> None:
    image = builder.flatten(builder.input("image", (1, 8, 8)))
    network = builder.network(
        logits=builder.linear(image, 10), aux=builder.softmax(builder.linear(image, 10))
    )
    run = fit(network, digits, recipe(epochs=1), runs=tmp_path, device="cpu")
    told = [event.message for event in run.events() if isinstance(event, Warned)]
    assert any(line.startswith("the output 'aux' ends in Softmax, and Cross") for line in told)


def test_several_outputs_without_a_word_in_the_recipe_are_refused(digits: Prepared) -> None:
    error = refusal(digits, Recipe())
    assert error.message == (
        "'network' has 2 outputs (aux, logits), but the recipe does not say which are trained."
    )
    assert error.fix == (
        'set outputs={"aux":{"weight":0.3},"logits":{}} in the recipe, where \'logits\' is what is '
        "measured and exported; or leave one output in the network."
    )
    pasted = json.loads(error.fix.removeprefix("set outputs=").partition(" in the recipe")[0])
    assert list(fitting_network(two_heads(), digits.document, recipe(pasted)).outputs)


@pytest.mark.parametrize(
    ("outputs", "message", "key", "fix"),
    [
        (
            {"logit": {}, "aux": {}},
            "the recipe trains the output 'logit', but 'network' gives aux, logits.",
            "outputs.logit",
            "did you mean 'logits'?",
        ),
        (
            {"aux": {"weight": 0}},
            "all outputs have the weight 0, so there is nothing to train.",
            "outputs",
            "set outputs.aux.weight=1.",
        ),
        (
            {"logits": {}, "aux": {"loss": "MSELoss"}},
            "MSELoss does not fit classification of image data.",
            "outputs.aux.loss",
            (
                'set outputs.aux.loss.name="CrossEntropyLoss", or to one of NLLLoss, FocalLoss, '
                "KLDivLoss, BCEWithLogitsLoss."
            ),
        ),
        (
            {"logits": {}, "aux": {"loss": {"name": "FocalLoss", "alpha": [0.1, 0.9]}}},
            "outputs.aux.loss.alpha has 2 numbers, but 10 are needed, one a class.",
            "outputs.aux.loss",
            "give outputs.aux.loss.alpha 10 numbers, or leave it out.",
        ),
    ],
)
def test_outputs_that_cannot_be_trained_are_refused(
    digits: Prepared, outputs: Any, message: str, key: str, fix: str
) -> None:
    error = refusal(digits, recipe(outputs))
    assert (error.message, error.places, error.fix) == (message, {"key": key}, fix)


def test_class_weights_of_an_output_are_located(digits: Prepared, tmp_path: Path) -> None:
    outputs = {"logits": {}, "aux": {"loss": {"class_weights": [1, 2]}}}
    with pytest.raises(NetwrightError) as caught:
        fit(two_heads(), digits, recipe(outputs), runs=tmp_path, device="cpu")
    assert caught.value.places == {"key": "outputs.aux.loss.class_weights"}
    assert not list(tmp_path.iterdir())


def test_an_output_of_another_shape_is_named(digits: Prepared) -> None:
    error = refusal(digits, recipe(), two_heads(aux=7))
    assert error.message == (
        "the output 'aux' gives [7], but 'digits' has 10 classes, so [10] is needed."
    )
    assert error.fix == "set out_features=10 on 'aux_head'."
    fitting_network(two_heads(aux=7), digits.document, recipe({"logits": {}}))


def test_a_dry_run_expects_the_sum(digits: Prepared) -> None:
    asked = recipe({"logits": {}, "aux": {"weight": 0.5}}, batch_size=64)
    first = next(r for r in dry_run(two_heads(), digits, asked, device="cpu") if r.figures)
    assert first.figures["expected"] == pytest.approx(1.5 * np.log(10), rel=1e-4)
    assert "in 1 x CrossEntropyLoss of logits + 0.5 x CrossEntropyLoss of aux" in first.message


def test_the_command_trains_the_outputs_that_are_set(digits_folder: Path, tmp_path: Path) -> None:
    two_heads().write(tmp_path / "net.json")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "netwright.interfaces.cli", "train", "--data", digits_folder),
            *("--network", "net.json", "--epochs", "1", "--batch-size", "256", "--device", "cpu"),
            *("--set", 'outputs={"logits":{}, "aux":{"weight":0.3}}'),
            *("--set", "outputs.aux.weight=0.2", "--json"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    run = Run.open(tmp_path / json.loads(done.stdout)["run"])
    assert run.recipe.outputs == {"logits": TrainedOutput(), "aux": TrainedOutput(weight=0.2)}
    assert run.model.is_file()
