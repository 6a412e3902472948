"""One file, or two where weights are more than one can hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from netwright.interfaces.documents import Model
from netwright.training import Run
from netwright.training.shipping.model_writing import session_of, write_model


@pytest.fixture
def graph(finished: Run) -> onnx.ModelProto:
    return onnx.load(finished.model)


@pytest.fixture
def model(graph: onnx.ModelProto) -> Model:
    return Model.from_json(graph.metadata_props[0].value)


def _logits(path: str | Path) -> np.ndarray:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    images = np.random.default_rng(0).integers(0, 255, (3, 8, 8, 1), np.uint8)
    logits: np.ndarray = session.run(["logits"], {"images": images})[0]
    return logits


def _files(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.iterdir())


def test_weights_lie_inside_the_one_file(
    graph: onnx.ModelProto, model: Model, tmp_path: Path
) -> None:
    write_model(tmp_path / "model.onnx", graph, model)
    assert _files(tmp_path) == [".onnx"]


def test_weights_that_are_too_many_lie_in_a_second_file(
    finished: Run, graph: onnx.ModelProto, model: Model, tmp_path: Path
) -> None:
    path = tmp_path / "model [1].onnx"
    write_model(path, graph, model, most_bytes=100_000)
    assert _files(tmp_path) == [".data", ".onnx"]
    assert path.stat().st_size < 50_000
    onnx.checker.check_model(path)
    np.testing.assert_array_equal(_logits(path), _logits(finished.model))


def test_the_second_file_goes_with_the_model_that_it_belongs_to(
    graph: onnx.ModelProto, model: Model, tmp_path: Path
) -> None:
    path = tmp_path / "model.onnx"
    write_model(path, graph, model, most_bytes=0)
    (old,) = tmp_path.glob("*.data")
    weights = next(t for t in graph.graph.initializer if t.name == "network.head.weight")
    changed = 2 * onnx.numpy_helper.to_array(weights)
    weights.CopyFrom(onnx.numpy_helper.from_array(changed, weights.name))
    write_model(path, graph, model, most_bytes=0)
    (new,) = tmp_path.glob("*.data")
    assert new != old
    write_model(path, graph, model)
    assert _files(tmp_path) == [".onnx"]


def test_a_graph_whose_weights_are_too_many_for_a_message_can_be_run(
    graph: onnx.ModelProto,
) -> None:
    images = np.zeros((2, 8, 8, 1), np.uint8)
    whole, apart = (session_of(graph, most_bytes=most) for most in (10**9, 0))
    expected, got = (s.run(None, {"images": images}) for s in (whole, apart))
    np.testing.assert_array_equal(got[0], expected[0])
