from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import external_data_helper, helper

from netwright.inference import Predictor
from netwright.interfaces.documents.model import METADATA_KEY
from netwright.interfaces.errors import DocumentError, ModelError, NetwrightError

Graph = Callable[..., onnx.ModelProto]


def refusal(path: Path) -> str:
    """How a file is refused: a ModelError that names it, and a fix."""
    with pytest.raises(ModelError) as told:
        Predictor(path)
    assert told.value.places["file"] == str(path)
    assert told.value.fix
    return str(told.value)


def written(path: Path, graph: onnx.ModelProto) -> Path:
    path.write_bytes(graph.SerializeToString())
    return path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "cut short"),
        (b"hello, I am a text\n", "something else"),
        (b'{"format": "netwright.model"}', "something else"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "something else"),
        (b"PK\x03\x04" + bytes(100), "something else"),
        (b"\x08" * 1000, "cut short"),
        (bytes(1000), "something else"),
    ],
)
def test_what_is_no_onnx_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(content)
    assert message in refusal(path)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "no such model file" in refusal(tmp_path / "model.onnx")
    assert "null" in refusal(Path("model\0.onnx"))


def test_a_folder_is_refused_and_its_model_named(tmp_path: Path, model_path: Path) -> None:
    assert f"give {model_path}" in refusal(tmp_path)
    (tmp_path / "empty").mkdir()
    assert "a folder came" in refusal(tmp_path / "empty")


def test_a_file_cut_short_anywhere_is_refused(
    model_path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content = model_path.read_bytes()
    cut = tmp_path / "cut.onnx"
    first, last = range(200), range(len(content) - 2000, len(content))
    for length in (*first, *range(200, len(content), 997), *last):
        cut.write_bytes(content[:length])
        assert "cut" in refusal(cut), length
    assert capfd.readouterr() == ("", "")


def test_a_file_whose_end_is_zeros_is_refused(model_path: Path) -> None:
    content = model_path.read_bytes()
    model_path.write_bytes(content[:-3000] + bytes(3000))
    assert "cut short or damaged" in refusal(model_path)


def test_a_flipped_byte_anywhere_is_an_error_or_does_no_harm(
    model_path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content = model_path.read_bytes()
    random = np.random.default_rng(0)
    flipped = tmp_path / "flipped.onnx"
    for position in (*range(0, 600, 2), *random.integers(0, len(content), 200)):
        damaged = bytearray(content)
        damaged[position] ^= int(random.integers(1, 256))
        flipped.write_bytes(damaged)
        with contextlib.suppress(NetwrightError):
            Predictor(flipped, providers=["CPUExecutionProvider"])(np.zeros((12, 14), np.uint8))
    assert capfd.readouterr() == ("", "")


def test_an_onnx_file_of_somebody_else_is_refused(build_graph: Graph, tmp_path: Path) -> None:
    graph = build_graph()
    helper.set_model_props(graph, {"author": "somebody else"})
    assert "Netwright did not write it" in refusal(written(tmp_path / "model.onnx", graph))


def test_a_newer_document_names_the_package_to_upgrade(build_graph: Graph, tmp_path: Path) -> None:
    graph = build_graph()
    content = json.loads(graph.metadata_props[0].value)
    helper.set_model_props(graph, {METADATA_KEY: json.dumps({**content, "version": 99})})
    with pytest.raises(DocumentError, match="pip install --upgrade netwright-interfaces"):
        Predictor(written(tmp_path / "model.onnx", graph))


def test_weights_in_another_file_are_not_opened(build_graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    onnx.save(
        build_graph(), path, save_as_external_data=True, location="weights.bin", size_threshold=0
    )
    assert (tmp_path / "weights.bin").is_file()
    assert "weights: weights.bin" in refusal(path)


def test_a_path_to_a_secret_is_refused_wherever_it_hides(
    build_graph: Graph, tmp_path: Path
) -> None:
    graph = build_graph()
    secret = onnx.TensorProto(name="secret", data_type=onnx.TensorProto.UINT8, dims=[4])
    secret.raw_data = b"0000"
    external_data_helper.set_external_data(secret, "../../../etc/passwd")
    graph.graph.node.append(helper.make_node("Constant", [], ["leak"], value=secret))
    assert "etc/passwd" in refusal(written(tmp_path / "model.onnx", graph))


def test_an_operator_that_onnxruntime_lacks_is_told_without_its_own_log(
    build_graph: Graph, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    graph = build_graph()
    graph.graph.node[6].op_type = "Teleport"
    assert "Teleport" in refusal(written(tmp_path / "model.onnx", graph))
    assert capfd.readouterr() == ("", "")


def test_an_opset_from_the_future_is_told_without_its_own_log(
    build_graph: Graph, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    graph = build_graph()
    graph.opset_import[0].version = 999
    told = refusal(written(tmp_path / "model.onnx", graph))
    assert "opset" in told
    assert "pip install --upgrade onnxruntime" in told
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("about", "named"),
    [
        ({"size": (20, 20)}, "images"),
        ({"mode": "RGB"}, "images"),
        ({"labels": ("cat", "dog")}, "probabilities"),
    ],
)
def test_a_graph_that_is_not_what_its_document_says_is_refused(
    build_graph: Graph, tmp_path: Path, about: dict[str, object], named: str
) -> None:
    graph, other = build_graph(), build_graph(**about)
    helper.set_model_props(graph, {METADATA_KEY: other.metadata_props[0].value})
    told = refusal(written(tmp_path / "model.onnx", graph))
    assert "not what the model's document says" in told
    assert repr(named) in told


def test_a_path_in_any_script_is_read(model_path: Path, tmp_path: Path) -> None:
    odd = tmp_path / "сеть 数字 é" / "модель.onnx"
    odd.parent.mkdir()
    model_path.rename(odd)
    assert Predictor(odd).model.name == "digits"


def with_weights_beside(graph: onnx.ModelProto, path: Path, name: str) -> Path:
    """The model at `path`, with its weights in the file `name` beside it."""
    onnx.save(graph, path, save_as_external_data=True, location=name, size_threshold=0)
    return path


def test_weights_that_are_too_many_for_one_file_lie_beside_it(
    build_graph: Graph, model_path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    path = with_weights_beside(build_graph(), folder / "model.onnx", "model.onnx.0123abcd.data")
    image = np.arange(12 * 14, dtype=np.uint8).reshape(12, 14)
    np.testing.assert_array_equal(
        Predictor(path)(image).probabilities, Predictor(model_path)(image).probabilities
    )
    renamed = path.rename(folder / "digits.onnx")
    assert Predictor(renamed)(image).label == Predictor(model_path)(image).label


def test_weights_that_were_left_behind_are_named(build_graph: Graph, tmp_path: Path) -> None:
    name = "model.onnx.0123abcd.data"
    path = with_weights_beside(build_graph(), tmp_path / "model.onnx", name)
    (tmp_path / name).unlink()
    told = refusal(path)
    assert "its weights are in a second file, which is not there" in told
    assert f"weights: {tmp_path / name}" in told
    assert "fix: copy that file beside the model's, under its own name." in told


def test_weights_that_are_a_link_to_elsewhere_are_not_opened(
    build_graph: Graph, tmp_path: Path
) -> None:
    name = "model.onnx.0123abcd.data"
    path = with_weights_beside(build_graph(), tmp_path / "model.onnx", name)
    elsewhere = (tmp_path / name).rename(tmp_path / "elsewhere")
    try:
        (tmp_path / name).symlink_to(elsewhere)
    except OSError:
        pytest.skip("links cannot be made here")
    assert "which is not there" in refusal(path)
