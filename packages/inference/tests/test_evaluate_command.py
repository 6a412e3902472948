"""`netwright evaluate`: real digits, and linear models that were fitted to them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import pytest
import typer
from PIL import Image
from typer.testing import CliRunner

from netwright.data import digits
from netwright.inference import Predictor
from netwright.inference.commands import evaluate, inspect
from netwright.interfaces.documents import (
    Classification,
    Dataset,
    ImageFolder,
    MultiLabel,
    RandomSplit,
    Regression,
)
from netwright.interfaces.errors import NetwrightError
from netwright.interfaces.testing import CommandContract

Run = Callable[..., Any]
metrics = pytest.importorskip("sklearn.metrics")


class TestEvaluateCommand(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return evaluate.app


@pytest.fixture
def netwright() -> Run:
    """Runs a command as `netwright` does, whether or not it is installed."""
    commands = {"evaluate": evaluate.app, "inspect": inspect.app}

    def run(name: str, *arguments: object) -> Ran:
        done = CliRunner().invoke(commands[name], list(map(str, arguments)))
        if isinstance(done.exception, NetwrightError):
            return Ran(2, done.stdout, f"{done.exception.render()}\n")
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Ran(done.exit_code, done.stdout, done.stderr)

    return run


class Ran(NamedTuple):
    """What a command left behind."""

    exit_code: int
    stdout: str
    stderr: str


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """400 digits that the models have not seen, one sub-folder a class."""
    return digit_folder(tmp_path / "photos", range(1397, 1797))


def digit_folder(root: Path, numbers: range, classes: str = "0123456789") -> Path:
    images, labels = digits()
    for number in numbers:
        label = str(labels[number])
        if label in classes:
            (root / label).mkdir(parents=True, exist_ok=True)
            Image.fromarray(images[number]).save(root / label / f"{number}.png")
    return root


def answers_of(model: Path, root: Path) -> tuple[list[str], list[str], np.ndarray]:
    """What is so, what `Predictor` says, and its probabilities."""
    paths = sorted(root.glob("*/*.png"))
    said = list(Predictor(model).predict(paths))
    probabilities = np.stack([answer.probabilities for answer in said])
    return [path.parent.name for path in paths], [a.label for a in said], probabilities


def test_metrics_are_those_of_scikit_learn(
    digits_model: Path, photos: Path, netwright: Run
) -> None:
    ran = netwright("evaluate", digits_model, photos, "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    found = json.loads(ran.stdout)
    true, said, probabilities = answers_of(digits_model, photos)
    shares = probabilities.astype(float)
    assert found["samples"] == 400
    assert found["metrics"] == pytest.approx(
        {
            "loss": metrics.log_loss(true, shares / shares.sum(axis=1, keepdims=True)),
            "accuracy": metrics.accuracy_score(true, said),
            "f1": metrics.f1_score(true, said, average="macro"),
            "top5_accuracy": metrics.top_k_accuracy_score(true, probabilities, k=5),
        },
        rel=1e-5,
    )
    assert found["confusion"] == metrics.confusion_matrix(true, said).tolist()
    precision, recall, f1, support = metrics.precision_recall_fscore_support(true, said)
    rows = found["classes"]
    assert [row["precision"] for row in rows] == pytest.approx(precision)
    assert [row["recall"] for row in rows] == pytest.approx(recall)
    assert [row["f1"] for row in rows] == pytest.approx(f1)
    assert [row["support"] for row in rows] == support.tolist()
    assert sum(bin["count"] for bin in found["calibration"]["bins"]) == 400


def test_a_person_reads_tables(digits_model: Path, photos: Path, netwright: Run) -> None:
    ran = netwright("evaluate", digits_model, photos)
    assert ran.exit_code == 0
    lines = ran.stdout.splitlines()
    assert lines[0] == f"digits on 400 samples of {photos}"
    assert any(re.fullmatch(r"accuracy +\d\d\.\d\d%", line) for line in lines)
    assert "class  samples  precision  recall      F1" in lines
    assert re.search(r"\d was taken for \d \d+ times", ran.stdout)


def test_the_worst_mistakes_are_the_surest_ones(
    digits_model: Path, photos: Path, netwright: Run
) -> None:
    worst = json.loads(netwright("evaluate", digits_model, photos, "--json").stdout)["worst"]
    true, said, probabilities = answers_of(digits_model, photos)
    paths = [p.relative_to(photos).as_posix() for p in sorted(photos.glob("*/*.png"))]
    losses = -np.log(probabilities[range(400), np.array(true, int)])
    wrong = [i for i in np.argsort(-losses) if true[i] != said[i]]
    assert [row["name"] for row in worst[: len(wrong)]] == [paths[i] for i in wrong[:24]]
    first = wrong[0]
    sure = probabilities[first].max()
    assert worst[0]["said"] == f"{said[first]} {sure:.1%}, is {true[first]}"


def test_data_with_fewer_classes_are_matched_by_name(
    digits_model: Path, tmp_path: Path, netwright: Run
) -> None:
    some = digit_folder(tmp_path / "some", range(1397, 1797), classes="75")
    found = json.loads(netwright("evaluate", digits_model, some, "--json").stdout)
    true, said, _ = answers_of(digits_model, some)
    assert found["metrics"]["accuracy"] == pytest.approx(metrics.accuracy_score(true, said))
    absent = next(row for row in found["classes"] if row["label"] == "0")
    assert absent["support"] == 0
    assert absent["f1"] is None or absent["f1"] == 0


def test_a_label_that_the_model_does_not_know_is_named(
    digits_model: Path, photos: Path, netwright: Run
) -> None:
    (photos / "7").rename(photos / "seven")
    ran = netwright("evaluate", digits_model, photos)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == (
        "DataError: the data have the label 'seven', which the model does not know.\n"
        "  labels: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9\n"
        f"  data: {photos}\n"
        "  fix: use one of: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9. Rename it in the data, or leave such "
        "samples out.\n"
    )


def test_the_document_beside_the_model_is_the_data(
    digits_model: Path, photos: Path, netwright: Run
) -> None:
    ran = netwright("evaluate", digits_model)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == (
        "UsageError: no data are named, and there is no dataset.json of a run beside the model.\n"
        f"  model: {digits_model}\n"
        f"  fix: netwright evaluate {digits_model} DATA\n"
    )
    model = Predictor(digits_model).model
    Dataset(
        name="digits",
        source=ImageFolder(path=str(photos)),
        target=model.target,
        split=RandomSplit(val_fraction=0.25),
        preprocessing=model.preprocessing,
    ).write(digits_model.parent / "dataset.json")
    counts = [
        json.loads(netwright("evaluate", digits_model, "--json", *more).stdout)["samples"]
        for more in ((), ("--split", "train"), ("--split", "all"))
    ]
    assert counts == [100, 300, 400]
    assert "dataset.json (val)" in netwright("evaluate", digits_model).stdout


def test_the_report_opens_from_the_disk(
    digits_model: Path, photos: Path, tmp_path: Path, netwright: Run
) -> None:
    ran = netwright("evaluate", digits_model, photos, "--out", tmp_path / "report")
    assert ran.exit_code == 0
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert re.findall("<h2>(.*?)</h2>", page) == [
        "Worst mistakes",
        "Confusion",
        "Class by class",
        "How sure it is",
        "All samples",
    ]
    assert page.count("data:image/png;base64,") == 24
    assert page.count("<svg") == page.count("</svg>") == 4
    assert "<script" not in page
    assert not re.findall(r"https?://", page)
    assert re.findall(r'(?:src|href)="(?!data:)', page) == []
    again = netwright("evaluate", digits_model, photos, "--out", tmp_path / "report")
    assert again.exit_code == 2
    assert "something is in the way of the report" in again.stderr
    assert (
        netwright(
            "evaluate", digits_model, photos, "--out", tmp_path / "report", "--force"
        ).exit_code
        == 0
    )


def test_a_calibrated_model_is_as_sure_as_it_is_right(
    digits_model: Path, photos: Path, tmp_path: Path, netwright: Run
) -> None:
    before = digits_model.read_bytes()
    ran = netwright("evaluate", digits_model, photos, "--calibrate", "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert digits_model.read_bytes() == before
    saved = Path(json.loads(ran.stdout)["model"])
    assert saved == digits_model.with_name("digits.calibrated.onnx")
    model = Predictor(saved).model
    assert model.calibration is not None
    onnx.checker.check_model(onnx.load(saved), full_check=True)
    _, said, probabilities = answers_of(digits_model, photos)
    _, said_after, after = answers_of(saved, photos)
    assert said_after == said
    logits = np.log(probabilities) / model.calibration.temperature
    expected = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(after, expected, atol=1e-5)
    first = json.loads(ran.stdout)["calibration"]["expected_error"]
    then = json.loads(netwright("evaluate", saved, photos, "--json").stdout)
    assert then["calibration"]["expected_error"] < first / 2
    assert model.calibration.expected_error < first / 2
    assert "temperature" in netwright("inspect", saved).stdout


def test_calibrating_again_changes_nothing(
    digits_model: Path, photos: Path, tmp_path: Path, netwright: Run
) -> None:
    once, twice = tmp_path / "once.onnx", tmp_path / "twice.onnx"
    netwright("evaluate", digits_model, photos, "--calibrate", "--save", once)
    netwright("evaluate", once, photos, "--calibrate", "--save", twice)
    temperatures = [Predictor(path).model.calibration.temperature for path in (once, twice)]
    assert temperatures[0] == pytest.approx(temperatures[1], rel=1e-4)
    operators = [[node.op_type for node in onnx.load(path).graph.node] for path in (once, twice)]
    assert operators[0] == operators[1]
    assert operators[0][-2:] == ["Div", "Softmax"]
    np.testing.assert_allclose(answers_of(once, photos)[2], answers_of(twice, photos)[2], atol=1e-4)


def test_what_is_in_the_way_of_a_new_model_stays(
    digits_model: Path, photos: Path, netwright: Run
) -> None:
    arguments = ("evaluate", digits_model, photos, "--calibrate", "--save", digits_model)
    ran = netwright(*arguments)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == (
        "UsageError: a file is in the way of the new model.\n"
        f"  path: {digits_model}\n"
        "  fix: choose another name: --save FILE.onnx; or add --force to replace it.\n"
    )
    assert netwright(*arguments, "--force").exit_code == 0
    assert Predictor(digits_model).model.calibration is not None


def test_a_model_that_is_always_right_has_no_best_temperature(
    digits_model: Path, tmp_path: Path, netwright: Run
) -> None:
    easy = digit_folder(tmp_path / "easy", range(10))
    true, said, _ = answers_of(digits_model, easy)
    for path, is_so, answer in zip(sorted(easy.glob("*/*.png")), true, said, strict=True):
        if answer != is_so:
            path.unlink()
    count = len(list(easy.glob("*/*.png")))
    ran = netwright("evaluate", digits_model, easy, "--calibrate")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == (
        "DataError: there is no best temperature: the surer the model, the better, as all of these "
        f"{count} answers are right.\n"
        "  fix: give more samples, or harder ones.\n"
    )
    assert not digits_model.with_name("digits.calibrated.onnx").exists()


def tag_table(tmp_path: Path) -> Path:
    """Digits that a model has not seen, with tags in a table."""
    images, labels = digits()
    root = tmp_path / "tagged"
    root.mkdir()
    rows = ["image,tags"]
    for number in range(1397, 1797):
        Image.fromarray(images[number]).save(root / f"{number}.png")
        digit = int(labels[number])
        tags = ["even"] * (digit % 2 == 0) + ["round"] * (digit in (0, 6, 8, 9))
        rows.append(f"{number}.png,{'|'.join(tags)}")
    (root / "labels.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return root


def test_thresholds_that_are_best_for_f1_are_kept_and_heeded(
    linear_model: Run, tmp_path: Path, netwright: Run
) -> None:
    model = linear_model(
        MultiLabel(classes=("round", "even")),
        lambda digit: [digit in (0, 6, 8, 9), digit % 2 == 0],
    )
    data, saved = tag_table(tmp_path), tmp_path / "new.onnx"
    ran = netwright("evaluate", model, data, "--thresholds", "f1", "--save", saved, "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    thresholds = Predictor(saved).model.thresholds
    assert thresholds is not None
    assert (thresholds.goal, thresholds.samples) == ("f1", 400)
    paths = sorted(data.glob("*.png"))
    _, labels = digits()
    shown = [int(labels[int(path.stem)]) for path in paths]
    true = np.array([[digit in (0, 6, 8, 9), digit % 2 == 0] for digit in shown])
    shares = np.stack([a.probabilities for a in Predictor(model).predict(paths)])
    for label in range(2):
        precision, recall, _ = metrics.precision_recall_curve(true[:, label], shares[:, label])
        best = np.nanmax(2 * precision * recall / (precision + recall))
        said = shares[:, label] >= thresholds.values[label]
        assert metrics.f1_score(true[:, label], said) == pytest.approx(best)
    for answer, expected in zip(Predictor(saved).predict(paths), shares, strict=True):
        reached = zip(("round", "even"), expected >= thresholds.values, strict=True)
        assert list(answer.labels) == [name for name, is_said in reached if is_said]
    before, after = (
        json.loads(netwright("evaluate", path, data, "--json").stdout)["metrics"]
        for path in (model, saved)
    )
    assert after["f1"] > before["f1"]
    assert after["average_precision"] == pytest.approx(before["average_precision"])
    assert after["average_precision"] == pytest.approx(
        metrics.average_precision_score(true, shares, average="macro")
    )
    assert after["roc_auc"] == pytest.approx(metrics.roc_auc_score(true, shares, average="macro"))
    assert "best for f1 on 400 samples" in " ".join(netwright("inspect", saved).stdout.split())


def test_a_temperature_takes_the_thresholds_along(
    linear_model: Run, tmp_path: Path, netwright: Run
) -> None:
    model = linear_model(
        Classification(classes=("odd", "even")), lambda digit: [digit % 2 == 1, digit % 2 == 0]
    )
    data = tmp_path / "parity"
    images, labels = digits()
    for number in range(1397, 1797):
        folder = data / ("even" if labels[number] % 2 == 0 else "odd")
        folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(images[number]).save(folder / f"{number}.png")
    sharp, both = tmp_path / "sharp.onnx", tmp_path / "both.onnx"
    asked = ("--thresholds", "precision=0.97")
    netwright("evaluate", model, data, *asked, "--save", sharp)
    ran = netwright("evaluate", model, data, *asked, "--calibrate", "--save", both)
    assert (ran.exit_code, ran.stderr) == (0, "")
    true, said, shares = answers_of(sharp, data)
    threshold = Predictor(sharp).model.thresholds.values[0]
    assert said == ["even" if share >= threshold else "odd" for share in shares[:, 1]]
    assert metrics.precision_score(true, said, pos_label="even") >= 0.97
    assert answers_of(both, data)[1] == said
    assert Predictor(both).model.thresholds.values[0] != threshold
    first = next(iter(Predictor(sharp).predict(sorted(data.glob("odd/*.png"))[:1])))
    assert first.top(2)[0][0] == first.label


@pytest.mark.parametrize(
    ("options", "message", "fix"),
    [
        (
            ("--thresholds", "speed"),
            "thresholds are chosen for f1, or a precision or recall from 0 to 1, but 'speed' came.",
            "--thresholds f1, or --thresholds precision=0.9, or --thresholds recall=0.9",
        ),
        (
            ("--thresholds", "f1"),
            (
                "thresholds are for models of several labels, or of two classes; this one does "
                "classification of 10 classes."
            ),
            "leave --thresholds out.",
        ),
        (
            ("--save", "new.onnx"),
            "there is nothing to save.",
            "add --calibrate, or --thresholds f1.",
        ),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    digits_model: Path,
    photos: Path,
    netwright: Run,
    options: tuple[str, ...],
    message: str,
    fix: str,
) -> None:
    ran = netwright("evaluate", digits_model, photos, *options)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == f"UsageError: {message}\n  fix: {fix}\n"


def test_a_precision_that_cannot_be_reached_is_told(
    linear_model: Run, tmp_path: Path, netwright: Run
) -> None:
    # Its scores are of the wrong way round.
    model = linear_model(
        MultiLabel(classes=("round", "even")), lambda digit: [digit == 1, digit == 3]
    )
    ran = netwright("evaluate", model, tag_table(tmp_path), "--thresholds", "precision=1")
    assert ran.exit_code == 2
    assert re.fullmatch(
        r"DataError: no threshold gives the label '(round|even)' a precision of 1; "
        r"the best is 0\.\d+\.\n  fix: --thresholds precision=0\.\d+\n",
        ran.stderr,
    )


def test_numbers_are_measured_in_their_units(
    linear_model: Run, tmp_path: Path, netwright: Run
) -> None:
    model = linear_model(Regression(columns=("value",), mean=(4.5,), std=(2.9,)), lambda d: [d])
    images, labels = digits()
    np.savez(tmp_path / "data.npz", x=images[1397:], y=labels[1397:].astype(np.float32))
    ran = netwright("evaluate", model, tmp_path / "data.npz", "--json", "--out", tmp_path / "page")
    assert (ran.exit_code, ran.stderr) == (0, "")
    found = json.loads(ran.stdout)["metrics"]
    true = labels[1397:].astype(float)
    said = [a.values["value"] for a in Predictor(model).predict(images[1397:])]
    assert found["mae"] == pytest.approx(metrics.mean_absolute_error(true, said), rel=1e-5)
    assert found["rmse"] == pytest.approx(metrics.root_mean_squared_error(true, said), rel=1e-5)
    assert found["r2"] == pytest.approx(metrics.r2_score(true, said), rel=1e-5)
    page = (tmp_path / "page" / "index.html").read_text(encoding="utf-8")
    assert "Said against true" in page
    ran = netwright("evaluate", model, tmp_path / "data.npz", "--calibrate")
    assert "a model that does regression gives no probabilities to calibrate." in ran.stderr
