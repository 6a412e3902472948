"""A graph is held to its document, whatever the model's task."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnx
import pytest
from onnx import TensorProto, helper

from netwright.inference import Predictor
from netwright.interfaces.documents import (
    METADATA_KEY,
    ArrayPreprocessing,
    Autoencoding,
    CategoryColumn,
    ImagePreprocessing,
    ImageToImage,
    Model,
    MultiLabel,
    NextToken,
    NumberColumn,
    Regression,
    Segmentation,
    TablePreprocessing,
    TextPreprocessing,
)
from netwright.interfaces.errors import DocumentError, ModelError

Build = Callable[..., Path]
IMAGE = ImagePreprocessing(mode="RGB", height=4, width=6, mean=(0.5,) * 3, std=(0.5,) * 3)
TABLE = TablePreprocessing(
    columns=(
        NumberColumn(name="n", fill=0, mean=0, std=1),
        CategoryColumn(name="c", values=("x", "y", "z")),
    )
)
ARRAY = ArrayPreprocessing(shape=(2, 3))
WHOLE = ArrayPreprocessing(shape=(5,), dtype="int64")
TEXT = TextPreprocessing(vocabulary=("a", "b"), length=7)
VALUES = Regression(columns=("p", "q"), mean=(0, 0), std=(1, 1))

PROMISED: list[tuple[Any, Any, str, tuple[int, ...]]] = [
    (MultiLabel(classes=("a", "b", "c")), IMAGE, "probabilities", (3,)),
    (VALUES, TABLE, "values", (2,)),
    (VALUES, WHOLE, "values", (2,)),
    (Segmentation(classes=("a", "b")), IMAGE, "probabilities", (2, 4, 6)),
    (ImageToImage(mode="L", height=8, width=12), IMAGE, "picture", (8, 12, 1)),
    (Autoencoding(), IMAGE, "picture", (4, 6, 3)),
    (Autoencoding(), TABLE, "values", (4,)),
    (Autoencoding(), ARRAY, "values", (2, 3)),
    (NextToken(), TEXT, "probabilities", (7, 3)),
]


@pytest.fixture
def constant(task_model: Build) -> Callable[..., Path]:
    """A model whose output has whatever shape is asked for."""

    def build(target: Any, preprocessing: Any, output: str, sizes: tuple[int, ...]) -> Path:
        axes = list(range(1, 1 + len(preprocessing.raw_shape)))
        nodes = [
            ("Cast", ["x"], "floats", {"to": TensorProto.FLOAT}),
            ("ReduceSum", ["floats", "axes"], "sums", {"keepdims": 0}),
            ("Reshape", ["sums", "column"], "columns", {}),
            ("Expand", ["columns", "sizes"], output, {}),
        ]
        weights = {"axes": axes, "column": [-1, *[1] * len(sizes)], "sizes": [1, *sizes]}
        return task_model(target, preprocessing, output, sizes, nodes, weights)

    return build


@pytest.mark.parametrize(("target", "preprocessing", "output", "sizes"), PROMISED)
def test_a_graph_that_gives_what_its_task_promises_is_taken(
    constant: Build, target: Any, preprocessing: Any, output: str, sizes: tuple[int, ...]
) -> None:
    assert Predictor(constant(target, preprocessing, output, sizes)).model.target == target


@pytest.mark.parametrize(("target", "preprocessing", "output", "sizes"), PROMISED)
def test_a_graph_that_gives_something_else_is_refused(
    constant: Build, target: Any, preprocessing: Any, output: str, sizes: tuple[int, ...]
) -> None:
    for name, wrong in ((output, (sizes[0] + 1, *sizes[1:])), (output, (*sizes, 1)), ("y", sizes)):
        with pytest.raises(ModelError, match="not what the model's document says") as told:
            Predictor(constant(target, preprocessing, name, wrong))
        assert repr(output) in told.value.message


def rewritten(path: Path, **changes: Any) -> Path:
    """The model file with another document in it."""
    graph = onnx.load(path)
    model = Model.from_json(graph.metadata_props[0].value).model_copy(update=changes)
    helper.set_model_props(graph, {METADATA_KEY: model.to_json()})
    path.write_bytes(graph.SerializeToString())
    return path


def test_the_input_is_called_what_the_document_calls_it(constant: Build) -> None:
    path = constant(VALUES, ARRAY, "values", (2,))
    assert Predictor(path)([[1, 1, 1], [2, 2, 2]]).values == {"p": 9.0, "q": 9.0}
    given = Predictor(path).model.inputs[0].model_copy(update={"name": "y"})
    with pytest.raises(ModelError, match=r"'inputs' is \['y'\] there, and \['x'\] in the graph"):
        Predictor(rewritten(path, inputs=(given,)))


@pytest.mark.parametrize("count", [0, 2])
def test_a_document_with_no_input_or_several_is_refused(constant: Build, count: int) -> None:
    path = constant(VALUES, ARRAY, "values", (2,))
    inputs = Predictor(path).model.inputs * count
    with pytest.raises(DocumentError, match=f"the document names {count}"):
        Predictor(rewritten(path, inputs=inputs))


@pytest.mark.parametrize(
    ("target", "preprocessing"),
    [(NextToken(), TABLE), (Segmentation(classes=("a", "b")), ARRAY), (Autoencoding(), TEXT)],
)
def test_a_task_that_cannot_be_done_of_its_input_is_refused(
    constant: Build, target: Any, preprocessing: Any
) -> None:
    path = constant(target, preprocessing, "probabilities", (2,))
    with pytest.raises(DocumentError, match=f"cannot do {target.task} of what is read as") as told:
        Predictor(path)
    assert told.value.places["file"] == str(path)
