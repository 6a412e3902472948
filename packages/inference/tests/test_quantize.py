from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import typer

from netwright.data import write_digits
from netwright.inference import Predictor, transforming
from netwright.inference.commands import quantize as command
from netwright.inference.model_file import read_model_file
from netwright.inference.transforming.cost import cost_of
from netwright.inference.transforming.gate import check_passes
from netwright.interfaces.documents import (
    AnswerDifference,
    MetricChange,
    NumberColumn,
    Regression,
    TablePreprocessing,
)
from netwright.interfaces.errors import ModelError, ParityError, UsageError
from netwright.interfaces.testing import CommandContract

Run = Callable[..., Any]
Build = Callable[..., Path]
FORMS = ("optimized", "fp16", "int8", "int8-static")

QUICK = ("--seconds", 0.02)

quantize = partial(transforming.quantize, seconds=0.02)


class TestQuantizeCommand(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return command.app


@pytest.fixture(scope="module")
def digits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled digits as images, one folder a class."""
    return write_digits(tmp_path_factory.mktemp("data") / "digits")


@pytest.fixture
def pictures(save_image: Build, tmp_path: Path) -> Path:
    """Pictures whose classes nobody knows."""
    for number in range(20):
        save_image(f"pictures/{number}.png", seed=number)
    return tmp_path / "pictures"


@pytest.mark.parametrize("to", FORMS)
def test_every_form_reads_and_gives_what_the_model_does(
    model_path: Path, pictures: Path, to: Any
) -> None:
    made = quantize(model_path, to, inputs=pictures, tolerance=0.2)
    before, after = (onnx.load(path).graph for path in (model_path, made.path))
    for ours, theirs in ((before.input, after.input), (before.output, after.output)):
        assert [(v.name, v.type) for v in ours] == [(v.name, v.type) for v in theirs]
    assert made.bytes_after == Path(made.path).stat().st_size
    onnx.checker.check_model(made.path)
    assert len(list(Predictor(made.path).predict(sorted(map(str, pictures.iterdir()))))) == 20


@pytest.mark.parametrize(("to", "largest"), [("fp16", 0.6), ("int8", 0.45), ("int8-static", 0.5)])
def test_weights_take_the_bits_that_were_asked_for(
    build_model: Build, pictures: Path, to: Any, largest: float
) -> None:
    model = build_model(size=(40, 40))
    made = quantize(model, to, inputs=pictures, tolerance=0.2)
    assert made.bytes_after < largest * made.bytes_before


def test_what_is_outside_of_the_layers_stays_in_single_precision(
    model_path: Path, pictures: Path
) -> None:
    graph = onnx.load(quantize(model_path, "int8-static", inputs=pictures, tolerance=1).path).graph
    rounded = {n.input[0] for n in graph.node if n.op_type == "QuantizeLinear"}
    (softmax,) = (n for n in graph.node if n.op_type == "Softmax")
    assert softmax.output[0] not in rounded
    assert "images" not in rounded
    assert rounded


PRICES = Regression(columns=("price",), mean=(400_000,), std=(90_000,))
INCOMES = TablePreprocessing(columns=(NumberColumn(name="income", fill=0, mean=2e5, std=1e5),))


def houses(task_model: Build) -> Path:
    """A price that follows an income, both far beyond what half precision can hold."""
    nodes = [
        ("Sub", ["x", "middle"], "centred", {}),
        ("Div", ["centred", "spread"], "scaled", {}),
        ("Gemm", ["scaled", "up", "lift"], "wide", {}),
        ("Relu", ["wide"], "active", {}),
        ("Gemm", ["active", "down"], "given", {}),
        ("Mul", ["given", "deviation"], "units", {}),
        ("Add", ["units", "mean"], "values", {}),
    ]
    random = np.random.default_rng(0)
    weights = {
        "middle": np.float32(2e5),
        "spread": np.float32(1e5),
        "up": random.normal(size=(1, 256)).astype(np.float32),
        "lift": random.normal(size=256).astype(np.float32),
        "down": random.normal(size=(256, 1)).astype(np.float32) / 64,
        "deviation": np.float32(9e4),
        "mean": np.float32(4e5),
    }
    return task_model(PRICES, INCOMES, "values", (1,), nodes, weights)


@pytest.mark.parametrize("to", FORMS)
def test_prices_beyond_what_few_bits_hold_stay_prices(
    task_model: Build, tmp_path: Path, to: Any
) -> None:
    table = tmp_path / "incomes.csv"
    incomes = np.random.default_rng(1).normal(2e5, 1e5, 40).round()
    table.write_text("income\n" + "\n".join(map(str, incomes)) + "\n", encoding="utf-8")
    model = houses(task_model)
    made = quantize(model, to, inputs=table, tolerance=0.05)
    assert made.transformation.difference.agreement is None
    for income in (1e5, 3e5):
        price, other = (
            predictor({"income": income}).values["price"]
            for predictor in map(Predictor, (model, made.path))
        )
        assert price > 65504
        assert other == pytest.approx(price, abs=9e4 * 0.1)


def test_labels_are_measured_on_and_told_in_the_file(model_path: Path, digits: Path) -> None:
    made = quantize(model_path, "int8-static", data=digits, tolerance=0.1)
    step = made.transformation
    assert step.change is not None
    assert (step.to, step.change.metric, step.change.samples) == ("int8-static", "accuracy", 1797)
    assert step.calibration_samples == 256
    assert made.metrics_before["accuracy"] == step.change.before
    model = read_model_file(made.path).model
    assert model.transformations == (step,)
    assert (model.opset, model.ir_version) == (18, 9)
    assert model.metrics == made.metrics_after
    original = read_model_file(model_path).model
    assert model.parity == original.parity
    assert read_model_file(model_path).model.transformations == ()


def test_without_labels_the_metrics_are_those_that_the_model_had(
    model_path: Path, pictures: Path
) -> None:
    made = quantize(model_path, "fp16", inputs=pictures)
    assert made.metrics_after == {}
    assert read_model_file(made.path).model.metrics == read_model_file(model_path).model.metrics


def test_without_any_data_random_inputs_are_compared(model_path: Path) -> None:
    made = quantize(model_path, "fp16", tolerance=0.1)
    assert made.data == "random inputs"
    assert made.transformation.difference.samples == 64


def test_calibrating_needs_samples(model_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        quantize(model_path, "int8-static")
    assert "needs samples like those that the model was trained on" in caught.value.message
    assert "--data PATH" in caught.value.fix


def test_what_costs_too_much_is_refused_and_nothing_is_written(
    model_path: Path, digits: Path
) -> None:
    there = set(model_path.parent.iterdir())
    with pytest.raises(ParityError) as caught:
        quantize(model_path, "int8-static", inputs=digits, tolerance=0)
    assert set(model_path.parent.iterdir()) == there
    error = caught.value
    assert re.match(r"int8-static says the same as the model only for \d+\.\d\d%", error.message)
    assert error.message.endswith("more than the tolerance of 0.")
    assert re.search(r"\w+ \(\w+\), where they .*part .*: [-\d.]+ became", error.places["layer"])
    assert error.places["model"] == str(model_path)
    assert error.places["data"] == str(digits)


def test_the_fix_of_a_refusal_works(model_path: Path, digits: Path, netwright: Run) -> None:
    asked = ("quantize", model_path, "--to", "int8-static", "--inputs", digits, *QUICK)
    refused = netwright(*asked, "--tolerance", 0)
    assert (refused.exit_code, refused.stdout) == (2, "")
    found = re.search(r"allow it with (--tolerance) (\S+);", refused.stderr)
    assert found is not None
    allowed = netwright(*asked, *found.groups())
    assert (allowed.exit_code, allowed.stderr) == (0, "")


@pytest.mark.parametrize("worst", [float("nan"), float("inf")])
def test_answers_that_are_no_numbers_never_pass(worst: float) -> None:
    lost = difference(0.0, 1.0).model_copy(update={"max_abs_difference": worst})
    with pytest.raises(ParityError, match="fp16 gives answers that are no numbers"):
        check_passes("fp16", lost, None, 1e9)


def test_an_optimised_graph_may_change_no_answer() -> None:
    with pytest.raises(ParityError) as caught:
        check_passes("optimized", difference(0.0, 1.0), change("accuracy", 0.9, 0.9), 0.5)
    assert caught.value.message.endswith("differ by up to 1 (tolerance 0.001).")


def test_a_form_is_not_changed_again(model_path: Path, pictures: Path) -> None:
    optimized = quantize(model_path, "optimized", inputs=pictures)
    made = quantize(optimized.path, "fp16", inputs=pictures)
    steps = read_model_file(made.path).model.transformations
    assert [step.to for step in steps] == ["optimized", "fp16"]
    with pytest.raises(UsageError) as caught:
        quantize(made.path, "int8", inputs=pictures)
    assert caught.value.message.startswith("this model was already turned into fp16;")
    assert caught.value.fix == "give the model that it was made from."


def test_basic_optimisation_keeps_to_standard_operators(model_path: Path, pictures: Path) -> None:
    basic = quantize(model_path, "optimized", inputs=pictures)
    assert {opset.domain for opset in onnx.load(basic.path).opset_import} == {""}
    extended = quantize(
        model_path, "optimized", inputs=pictures, level="extended", out=model_path.with_name("x")
    )
    assert "FusedConv" in {node.op_type for node in onnx.load(extended.path).graph.node}


@pytest.mark.parametrize("to", ["int8", "int8-static"])
def test_a_graph_in_an_old_operator_set_is_brought_to_one_with_scales_a_channel(
    model_path: Path, pictures: Path, to: Any
) -> None:
    model = onnx.load(model_path)
    model.opset_import[0].version = 12
    model.ir_version = 7
    onnx.save(model, model_path)
    made = quantize(model_path, to, inputs=pictures, tolerance=0.2)
    assert read_model_file(made.path).model.opset == 13
    onnx.checker.check_model(made.path)


def test_weights_in_a_file_of_their_own_are_left_alone(model_path: Path, pictures: Path) -> None:
    name = f"{model_path.stem}.0123abcd.data"
    onnx.save(
        onnx.load(model_path),
        model_path,
        save_as_external_data=True,
        location=name,
        size_threshold=0,
    )
    with pytest.raises(UsageError, match="lie in a file of their own"):
        quantize(model_path, "fp16", inputs=pictures)


def test_no_notes_of_the_exporter_are_left(model_path: Path, pictures: Path) -> None:
    model = onnx.load(model_path)
    for node in model.graph.node:
        node.metadata_props.add(key="pkg.torch.onnx.stack_trace", value="/home/someone/secret.py")
    onnx.save(model, model_path)
    made = quantize(model_path, "int8-static", inputs=pictures, tolerance=1)
    assert b"/home/someone" not in Path(made.path).read_bytes()


def test_a_file_in_the_way_stays(model_path: Path, pictures: Path, netwright: Run) -> None:
    place = model_path.with_name("model.fp16.onnx")
    place.write_text("mine")
    asked = ("quantize", model_path, "--to", "fp16", "--inputs", pictures, *QUICK)
    refused = netwright(*asked)
    assert refused.exit_code == 2
    assert "UsageError: a file is in the way." in refused.stderr
    assert place.read_text() == "mine"
    assert netwright(*asked, "--force").exit_code == 0
    assert read_model_file(place).model.transformations


def test_the_model_is_never_replaced_by_what_is_made_of_it(
    model_path: Path, pictures: Path
) -> None:
    with pytest.raises(UsageError, match="cannot be replaced by what is made of it"):
        quantize(model_path, "fp16", inputs=pictures, out=model_path, force=True)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"to": "int4"}, "there is no form 'int4'"),
        ({"to": "optimized", "level": "most"}, "there is no level 'most'"),
        ({"to": "fp16", "tolerance": -1}, "the tolerance is a number from 0, but -1 came"),
        ({"to": "fp16", "tolerance": float("nan")}, "the tolerance is a number from 0"),
        ({"to": "fp16", "data": "a", "inputs": "b"}, "do not go together"),
    ],
)
def test_wrong_arguments_are_refused(model_path: Path, wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        quantize(model_path, **wrong)


def test_a_graph_that_the_tools_do_not_take_is_told(model_path: Path, pictures: Path) -> None:
    model = onnx.load(model_path)
    model.graph.node[5].op_type = "Convolute"
    onnx.save(model, model_path)
    with pytest.raises(ModelError) as caught:
        quantize(model_path, "int8", inputs=pictures)
    assert "cannot turn this model into int8" in caught.value.message


def test_the_page_shows_before_and_after(model_path: Path, digits: Path, netwright: Run) -> None:
    ran = netwright(
        *(
            "quantize",
            model_path,
            "--to",
            "int8",
            "--data",
            digits,
            "--tolerance",
            0.1,
            "--seconds",
            0.02,
        )
    )
    assert (ran.exit_code, ran.stderr) == (0, "")
    page = " ".join(ran.stdout.split())
    for fact in (
        f"written {model_path.with_name('model.int8.onnx')}",
        f"data {digits}, 1,797 samples with labels",
        "int8 before after change size",
        "one sample, p50",
        "answers the same for",
        "of 0.1 that are allowed",
    ):
        assert fact in page, fact
    assert re.search(r"accuracy \d+\.\d\d% \d+\.\d\d% [+-]0\.", page)


def test_json_is_one_object(model_path: Path, pictures: Path, netwright: Run) -> None:
    ran = netwright(
        "quantize", model_path, "--to", "fp16", "--inputs", pictures, "--json", "--seconds", 0.02
    )
    found = json.loads(ran.stdout)
    assert ran.stdout.count("\n") == 1
    assert found["bytes_after"] < found["bytes_before"]
    assert found["transformation"]["difference"]["agreement"] <= 1
    assert found["latency_after"]["p50"] > 0


def change(metric: str, before: float, after: float) -> MetricChange:
    return MetricChange(metric=metric, before=before, after=after, samples=9, data="here")


def difference(mean: float, agreement: float | None) -> AnswerDifference:
    return AnswerDifference(
        samples=9,
        batch_sizes=(1, 9),
        mean_abs_difference=mean,
        max_abs_difference=1.0,
        agreement=agreement,
    )


@pytest.mark.parametrize(
    ("found", "cost"),
    [
        (change("accuracy", 0.9, 0.88), 0.02),
        (change("r2", 0.5, 0.6), -0.1),
        (change("psnr", 20, 19), 0.05),
        (change("loss", 2.0, 2.1), 0.05),
        (change("loss", 0.0, 0.3), 0.3),
    ],
)
def test_a_cost_is_how_much_worse_the_metric_is(found: MetricChange, cost: float) -> None:
    assert cost_of(difference(0.5, 0.5), found) == pytest.approx(cost)


def test_without_labels_a_cost_is_how_much_is_said_otherwise() -> None:
    assert cost_of(difference(0.5, 0.97), None) == pytest.approx(0.03)
    assert cost_of(difference(0.25, None), None) == 0.25
