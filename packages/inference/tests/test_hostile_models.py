"""Model files made to do harm, or damaged by chance: one error, soon, or no harm."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import psutil
import pytest
from onnx import FunctionProto, TensorProto, helper, numpy_helper

from netwright.inference import Predictor
from netwright.interfaces.documents import ArrayPreprocessing, Regression
from netwright.interfaces.errors import DocumentError, ModelError

FLOAT, BOOL, INT64 = TensorProto.FLOAT, TensorProto.BOOL, TensorProto.INT64
Node = tuple[str, list[str], str, dict[str, Any]]
ONES = np.ones(4, np.float32)


@pytest.fixture
def hostile(task_model: Callable[..., Path]) -> Callable[..., Path]:
    """Writes a model of arrays [4] that gives a number, from nodes after which comes `last`."""

    def build(
        nodes: list[Node],
        last: str,
        weights: dict[str, Any],
        change: Callable[[onnx.ModelProto], object] = lambda model: None,
    ) -> Path:
        target = Regression(columns=("n",), mean=(0,), std=(1,))
        end: list[Node] = [
            ("ReduceMax", [last], "most", {"keepdims": 0}),
            ("ReduceSum", ["x", "axis"], "sum", {"keepdims": 1}),
            ("Add", ["sum", "most"], "values", {}),
        ]
        axis = {"axis": np.array([1], np.int64)}
        path = task_model(
            target,
            ArrayPreprocessing(shape=(4,)),
            "values",
            (1,),
            [
                ("ReduceSum", ["x", "axis"], "sum", {"keepdims": 1}),
                ("Identity", ["sum"], "values", {}),
            ],
            axis,
        )
        model = onnx.load(path)
        del model.graph.node[:]
        model.graph.node.extend(helper.make_node(o, i, [to], **m) for o, i, to, m in [*nodes, *end])
        model.graph.initializer.extend(
            numpy_helper.from_array(np.asarray(value), name) for name, value in weights.items()
        )
        change(model)
        path.write_bytes(model.SerializeToString())
        return path

    return build


def refusal(path: Path) -> str:
    with pytest.raises(ModelError) as told:
        Predictor(path, threads=1)(ONES)
    assert told.value.places["file"] == str(path)
    assert told.value.fix
    return told.value.message


def int64(*values: int) -> np.ndarray:
    return np.array(values, np.int64)


TO_INTS: Node = ("Cast", ["x"], "ints", {"to": INT64})
TO_FLOATS: Node = ("Cast", ["quotient"], "floats", {"to": FLOAT})


def division(op: str, by: np.ndarray) -> tuple[list[Node], str, dict[str, Any]]:
    """What builds a model that divides whole numbers."""
    return [TO_INTS, (op, ["ints", "by"], "quotient", {}), TO_FLOATS], "floats", {"by": by}


@pytest.mark.parametrize(
    ("node", "weights"),
    [
        (("ConstantOfShape", ["shape"], "big", {}), {"shape": int64(1 << 40)}),
        (("Expand", ["x", "shape"], "big", {}), {"shape": int64(1 << 38, 1, 4)}),
        (("Pad", ["x", "pads"], "big", {}), {"pads": int64(0, 0, 0, 1 << 40)}),
        (("Resize", ["x", "", "by"], "big", {}), {"by": np.array([1, 1e12], np.float32)}),
        (("Tile", ["x", "shape"], "big", {}), {"shape": int64(1 << 20, 1 << 20)}),
    ],
)
def test_a_tensor_of_absurd_size_is_refused_before_it_takes_memory(
    hostile: Callable[..., Path], node: Node, weights: dict[str, Any]
) -> None:
    path = hostile([node], "big", weights)
    process = psutil.Process()
    before = process.memory_info().rss
    told = refusal(path)
    assert process.memory_info().rss - before < 200e6
    assert told.startswith("onnxruntime failed on a batch of 1")
    assert "onnxruntime_src" not in told


@pytest.mark.parametrize(
    ("dims", "data"), [([1 << 40], b"0000"), ([-5], b"0000"), ([1 << 62, 4], b""), ([9], b"0000")]
)
def test_weights_of_another_size_than_they_say_are_refused(
    hostile: Callable[..., Path], dims: list[int], data: bytes
) -> None:
    def add(model: onnx.ModelProto) -> None:
        lying = TensorProto(name="lying", data_type=FLOAT, dims=dims, raw_data=data)
        model.graph.initializer.append(lying)

    assert "cannot run this model" in refusal(hostile([], "lying", {}, add))


def test_a_loop_that_may_never_end_is_not_begun(hostile: Callable[..., Path]) -> None:
    body = helper.make_graph(
        [helper.make_node("Identity", [a], [b]) for a, b in (("go", "on"), ("v", "w"))],
        "body",
        [
            helper.make_tensor_value_info(name, data_type, [])
            for name, data_type in (("i", INT64), ("go", BOOL), ("v", FLOAT))
        ],
        [helper.make_tensor_value_info(n, t, []) for n, t in (("on", BOOL), ("w", FLOAT))],
    )
    weights = {"n": np.int64(1 << 62), "go": np.True_, "one": np.float32(1)}
    path = hostile([("Loop", ["n", "go", "one"], "last", {"body": body})], "last", weights)
    assert refusal(path) == ("this model is not run: its graph has a loop, which may never end.")


def functions(calls: dict[str, list[str]]) -> Callable[[onnx.ModelProto], None]:
    """Adds functions, each of which calls others one after the other."""

    def add(model: onnx.ModelProto) -> None:
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid("local", 1)]
        model.opset_import.append(opsets[1])
        model.functions.extend(_function(name, called, opsets) for name, called in calls.items())

    return add


def _function(name: str, called: list[str], opsets: list[Any]) -> FunctionProto:
    values = ["a", *(f"t{index}" for index in range(len(called) - 1)), "b"]
    nodes = [
        helper.make_node(op, [values[i]], [values[i + 1]], domain="" if op == "Relu" else "local")
        for i, op in enumerate(called)
    ]
    return helper.make_function("local", name, ["a"], ["b"], nodes, opsets)


@pytest.mark.parametrize(
    "calls",
    [
        {"F": ["F"]},
        {"F": ["G"], "G": ["F"]},
        {"F": ["F1", "F1"], **{f"F{i}": [f"F{i + 1}"] * 2 for i in range(1, 40)}, "F40": ["Relu"]},
        {"F": ["F1"], **{f"F{i}": [f"F{i + 1}"] for i in range(1, 3000)}, "F3000": ["Relu"]},
    ],
    ids=["itself", "each other", "doubled 40 times", "3000 deep"],
)
def test_functions_that_unfold_without_end_are_refused_at_once(
    hostile: Callable[..., Path], calls: dict[str, list[str]]
) -> None:
    began = time.monotonic()
    path = hostile([("F", ["x"], "y", {"domain": "local"})], "y", {}, functions(calls))
    assert "more than 50,000 nodes" in refusal(path)
    assert time.monotonic() - began < 5


def test_functions_as_exporters_write_them_are_run(hostile: Callable[..., Path]) -> None:
    calls = functions({"F": ["G", "G"], "G": ["Relu"]})
    path = hostile([("F", ["x"], "y", {"domain": "local"})], "y", {}, calls)
    assert Predictor(path, threads=1)(ONES).values == {"n": 5.0}


def test_a_graph_of_endless_nodes_is_refused(hostile: Callable[..., Path]) -> None:
    names = ["x", *(f"t{index}" for index in range(50_001))]
    nodes: list[Node] = [("Relu", [a], b, {}) for a, b in itertools.pairwise(names)]
    assert "more than 50,000 nodes" in refusal(hostile(nodes, names[-1], {}))


@pytest.mark.parametrize("op", ["Div", "Mod"])
def test_a_division_that_would_end_the_process_is_not_begun(
    hostile: Callable[..., Path], op: str
) -> None:
    path = hostile(*division(op, int64(-1)))
    assert refusal(path) == (
        f"this model is not run: it divides whole numbers (operator {op}) by what may be -1."
    )


def test_a_divisor_that_is_worked_out_may_be_minus_one(hostile: Callable[..., Path]) -> None:
    negated: Node = ("Neg", ["one"], "by", {})
    nodes = [TO_INTS, negated, ("Div", ["ints", "by"], "quotient", {}), TO_FLOATS]
    assert "by what may be -1" in refusal(hostile(nodes, "floats", {"one": int64(1)}))


@pytest.mark.parametrize("by", [int64(2), int64(255), int64(3, 3, 3, 3)])
def test_other_divisions_of_whole_numbers_are_run(
    hostile: Callable[..., Path], by: np.ndarray
) -> None:
    path = hostile(*division("Div", by))
    assert Predictor(path, threads=1)(ONES).values == {"n": 4.0}


def test_floating_point_numbers_may_be_divided_by_anything(hostile: Callable[..., Path]) -> None:
    nodes: list[Node] = [
        ("Sqrt", ["x"], "root", {}),
        ("Neg", ["root"], "by", {}),
        ("Div", ["root", "by"], "quotient", {}),
    ]
    assert Predictor(hostile(nodes, "quotient", {}), threads=1)(ONES).values == {"n": 3.0}


def test_division_by_zero_is_told(hostile: Callable[..., Path]) -> None:
    path = hostile(*division("Div", int64(0)))
    assert "division by zero" in refusal(path)


def test_operators_of_somebody_else_are_told_by_their_domain(hostile: Callable[..., Path]) -> None:
    def foreign(model: onnx.ModelProto) -> None:
        model.opset_import.append(helper.make_opsetid("com.acme", 1))

    path = hostile([("Launch", ["x"], "y", {"domain": "com.acme"})], "y", {}, foreign)
    assert refusal(path) == (
        "this model is not run: it needs operators of the domain 'com.acme', "
        "which onnxruntime does not have."
    )


def test_an_ir_version_from_the_future_is_told_in_words(hostile: Callable[..., Path]) -> None:
    def newer(model: onnx.ModelProto) -> None:
        model.ir_version = 999

    told = refusal(hostile([], "x", {}, newer))
    assert "Unsupported model IR version: 999" in told
    assert "::" not in told


def test_names_that_are_no_text_are_a_damaged_file(hostile: Callable[..., Path]) -> None:
    path = hostile([], "x", {})
    path.write_bytes(path.read_bytes().replace(b"values", b"val\xffes"))
    with pytest.raises((ModelError, DocumentError)):
        Predictor(path)


GOLDEN = Path(__file__).parents[3] / "tests" / "golden" / "digits.onnx"


def damaged(content: bytes, seed: int) -> bytes:
    """The bytes with up to five of them changed where the graph is, or cut off somewhere."""
    random = np.random.default_rng(seed)
    # Between them lie the weights, which may be any numbers.
    positions = np.r_[:28_000, 290_000 : len(content)]
    changed = bytearray(content)
    for position in random.choice(positions, random.integers(1, 6)):
        changed[position] = random.choice([random.integers(256), 0, 1, 127, 128, 255])
    return bytes(changed[: random.integers(len(content))] if random.random() < 0.1 else changed)


def test_chance_damage_is_told_or_does_no_harm(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content, path = GOLDEN.read_bytes(), tmp_path / "model.onnx"
    image = np.zeros((8, 8, 1), np.uint8)
    refused = 0
    for seed in range(400):
        path.write_bytes(damaged(content, seed))
        try:
            answer = Predictor(path, providers=["cpu"], threads=1)(image)
        except (ModelError, DocumentError):
            refused += 1
        else:
            assert answer.label in answer.labels
    assert 100 < refused < 400
    assert capfd.readouterr() == ("", "")
