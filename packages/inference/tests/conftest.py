"""A small real model, and the `netwright` command in this process and in one of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import pytest
from layered_models import write_layered
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from netwright.data import digits
from netwright.interfaces import cli
from netwright.interfaces.documents.model import (
    METADATA_KEY,
    Model,
    Parity,
    Provenance,
    TensorSpec,
)
from netwright.interfaces.documents.preprocessing import AnyPreprocessing, ImagePreprocessing
from netwright.interfaces.documents.target import AnyTarget, Classification

DIGITS = tuple(map(str, range(10)))


class Ran(NamedTuple):
    """What a command left behind."""

    exit_code: int
    stdout: str
    stderr: str


def document(
    mode: str = "L", size: tuple[int, int] = (12, 14), labels: tuple[str, ...] = DIGITS
) -> Model:
    """The document of a classifier of images of `size` (height, width)."""
    height, width = size
    channels = len(mode)
    return Model(
        name="digits",
        target=Classification(classes=labels),
        preprocessing=ImagePreprocessing(
            mode=mode, height=height, width=width, mean=(0.5,) * channels, std=(0.25,) * channels
        ),
        inputs=(TensorSpec(name="images", shape=("N", height, width, channels), dtype="uint8"),),
        outputs=tuple(
            TensorSpec(name=name, shape=("N", len(labels)), dtype="float32")
            for name in ("logits", "probabilities")
        ),
        metrics={"val_accuracy": 0.9861, "val_loss": 0.0512},
        parity=Parity(
            samples=360,
            batch_sizes=(1, 64),
            max_abs_difference=1.2e-6,
            tolerance=1e-4,
            top1_agreement=1.0,
        ),
        provenance=Provenance(
            created="2025-01-02T03:04:05+00:00",
            run="digits-01",
            versions={"netwright-training": "0.1.0", "torch": "2.6.0", "onnxruntime": "1.20.0"},
            dataset_fingerprint="sha256:0123abcd",
            seed=7,
            epoch=12,
        ),
    )


def graph_of(model: Model) -> onnx.ModelProto:
    """The ONNX graph that `model` describes: normalisation, a convolution, a linear layer."""
    image = model.preprocessing
    features = 4 * (image.height - 2) * (image.width - 2)
    random = np.random.default_rng(0)
    weights = {
        "scale": np.float32(255),
        "mean": np.array(image.mean, np.float32),
        "std": np.array(image.std, np.float32),
        "kernel": random.normal(size=(4, image.channels, 3, 3)).astype(np.float32) / 3,
        "weight": random.normal(size=(features, len(model.labels))).astype(np.float32) / 10,
        "bias": random.normal(size=len(model.labels)).astype(np.float32),
    }
    nodes = [
        helper.make_node("Cast", ["images"], ["floats"], to=TensorProto.FLOAT),
        helper.make_node("Div", ["floats", "scale"], ["shares"]),
        helper.make_node("Sub", ["shares", "mean"], ["centred"]),
        helper.make_node("Div", ["centred", "std"], ["normalised"]),
        helper.make_node("Transpose", ["normalised"], ["planes"], perm=[0, 3, 1, 2]),
        helper.make_node("Conv", ["planes", "kernel"], ["features"]),
        helper.make_node("Relu", ["features"], ["active"]),
        helper.make_node("Flatten", ["active"], ["flat"]),
        helper.make_node("Gemm", ["flat", "weight", "bias"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
    ]
    shape = ["N", image.height, image.width, image.channels]
    graph = helper.make_graph(
        nodes,
        "classifier",
        [helper.make_tensor_value_info("images", TensorProto.UINT8, shape)],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", len(model.labels)])
            for name in ("logits", "probabilities")
        ],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    proto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    helper.set_model_props(proto, {METADATA_KEY: model.to_json()})
    onnx.checker.check_model(proto, full_check=True)
    return proto


TYPES = {"uint8": TensorProto.UINT8, "float32": TensorProto.FLOAT, "int64": TensorProto.INT64}


def task_graph(
    target: AnyTarget,
    preprocessing: AnyPreprocessing,
    output: str,
    sizes: tuple[int, ...],
    nodes: list[tuple[str, list[str], str, dict[str, Any]]],
    weights: dict[str, Any],
) -> onnx.ModelProto:
    """A graph of `nodes` (operator, inputs, output, attributes) from ``x`` to `output`."""
    raw = preprocessing
    model = document().model_copy(
        update={
            "target": target,
            "preprocessing": raw,
            "inputs": (TensorSpec(name="x", shape=("N", *raw.raw_shape), dtype=raw.raw_dtype),),
            "outputs": (TensorSpec(name=output, shape=("N", *sizes), dtype="float32"),),
            "parity": document().parity.model_copy(update={"top1_agreement": None}),
        }
    )
    graph = helper.make_graph(
        [helper.make_node(op, given, [to], **more) for op, given, to, more in nodes],
        target.task,
        [helper.make_tensor_value_info("x", TYPES[raw.raw_dtype], ["N", *raw.raw_shape])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["N", *sizes])],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in weights.items()],
    )
    proto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    helper.set_model_props(proto, {METADATA_KEY: model.to_json()})
    onnx.checker.check_model(proto, full_check=True)
    return proto


@pytest.fixture
def task_model(tmp_path: Path) -> Callable[..., Path]:
    """Writes a model file from the arguments of `task_graph`, and gives its path."""

    def build(*arguments: Any) -> Path:
        path = tmp_path / "task.onnx"
        path.write_bytes(task_graph(*arguments).SerializeToString())
        return path

    return build


@pytest.fixture
def build_graph() -> Callable[..., onnx.ModelProto]:
    """Builds a model in memory from the arguments of `document`."""
    return lambda **about: graph_of(document(**about))


@pytest.fixture
def build_model(tmp_path: Path) -> Callable[..., Path]:
    """Writes a model file from the arguments of `document`, and gives its path."""

    def build(file: str = "model.onnx", **about: Any) -> Path:
        path = tmp_path / file
        path.write_bytes(graph_of(document(**about)).SerializeToString())
        return path

    return build


@pytest.fixture
def any_document() -> Model:
    """A document to take parts from."""
    return document()


@pytest.fixture
def layered(build_graph: Callable[..., onnx.ModelProto], tmp_path: Path) -> Callable[..., Path]:
    """Writes a classifier of grey 12 x 14 images that names its layers, and gives its path."""
    return lambda name="model.onnx", **about: write_layered(build_graph(), tmp_path / name, **about)


@pytest.fixture
def model_path(build_model: Callable[..., Path]) -> Path:
    """A model file for grey digits of 12 x 14."""
    return build_model()


@pytest.fixture
def save_image(tmp_path: Path) -> Callable[..., Path]:
    """Writes a random picture under `name`, and gives its path."""

    def save(name: str = "img.png", mode: str = "RGB", seed: int = 0, **options: Any) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.random.default_rng(seed).integers(0, 256, (60, 40, 3), np.uint8)
        Image.fromarray(pixels).convert(mode).save(path, **options)
        return path

    return save


@pytest.fixture
def netwright(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Runs `netwright` in this process, as its console script does."""

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["netwright", *map(str, arguments)])
        capsys.readouterr()
        try:
            cli.main()
        except SystemExit as stop:
            exit_code = stop.code
        else:
            exit_code = 0
        return Ran(int(exit_code or 0), *capsys.readouterr())

    return run


@pytest.fixture
def shell(tmp_path: Path) -> Callable[..., Ran]:
    """Runs `netwright` in a process of its own, in `tmp_path`."""

    def run(*arguments: object, env: dict[str, str] | None = None) -> Ran:
        command = [sys.executable, "-m", "netwright.interfaces.cli", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=env, check=False)
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def linear_model(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Fits a linear model of digits of 8 x 8 to what a function says of each, and gives its path.

    It is least squares on 0 and 1, made too sure of itself, and has seen the first 1,397 digits.
    """

    def fit(target: AnyTarget, wanted: Callable[[int], list[Any]], name: str = "model") -> Path:
        images, labels = digits()
        pixels = images[:1397].reshape(1397, -1) / 255
        inputs = np.hstack([pixels, np.ones((1397, 1))])
        true = np.array([wanted(int(label)) for label in labels[:1397]], float)
        weights = np.linalg.lstsq(inputs, true, rcond=None)[0]
        if target.task != "regression":
            # Not so sure that probabilities are 1 in float32, among which nothing ranks.
            sharpness = 30 if true.shape[1] > 2 else 12
            weights *= sharpness
            weights[-1] -= sharpness / 2
        path = tmp_path_factory.mktemp("fitted") / f"{name}.onnx"
        path.write_bytes(_linear_graph(target, weights.astype(np.float32)).SerializeToString())
        return path

    return fit


@pytest.fixture(scope="session")
def fitted_digits(linear_model: Callable[..., Path]) -> Path:
    """A model that tells digits apart, and is too sure."""
    target = Classification(classes=DIGITS)
    return linear_model(target, lambda digit: np.eye(10)[digit].tolist(), "digits")


@pytest.fixture
def digits_model(fitted_digits: Path, tmp_path: Path) -> Path:
    """A copy of that model, for one test alone."""
    path = tmp_path / "run" / "digits.onnx"
    path.parent.mkdir()
    path.write_bytes(fitted_digits.read_bytes())
    return path


def _linear_graph(target: AnyTarget, weights: Any) -> onnx.ModelProto:
    last = {"multi_label": "Sigmoid", "classification": "Softmax"}.get(target.task)
    first = "logits" if last else "values"
    names = ["logits", "probabilities"] if last else ["values"]
    nodes = [
        helper.make_node("Cast", ["images"], ["floats"], to=TensorProto.FLOAT),
        helper.make_node("Div", ["floats", "scale"], ["shares"]),
        helper.make_node("Flatten", ["shares"], ["flat"]),
        helper.make_node("Gemm", ["flat", "weight", "bias"], [first]),
        *([helper.make_node(last, ["logits"], ["probabilities"])] if last else []),
    ]
    values = {"scale": np.float32(255), "weight": weights[:-1], "bias": weights[-1]}
    count = weights.shape[1]
    model = document(size=(8, 8)).model_copy(
        update={
            "target": target,
            "outputs": tuple(
                TensorSpec(name=name, shape=("N", count), dtype="float32") for name in names
            ),
        }
    )
    graph = helper.make_graph(
        nodes,
        "linear",
        [helper.make_tensor_value_info("images", TensorProto.UINT8, ["N", 8, 8, 1])],
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["N", count]) for n in names],
        [numpy_helper.from_array(value, name) for name, value in values.items()],
    )
    proto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    helper.set_model_props(proto, {METADATA_KEY: model.to_json()})
    onnx.checker.check_model(proto, full_check=True)
    return proto


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests neither read nor fill the user's cache."""
    monkeypatch.setenv("NETWRIGHT_CACHE", str(tmp_path_factory.mktemp("cache")))
