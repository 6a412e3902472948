"""Divisions of whole numbers that could end the process.

The smallest whole number divided by -1 does not fit; the processor stops the process, and no
library comes to say why. So a division is let through where its numbers are surely floating point
ones, or where the divisor is written in the file and is not -1.
"""

from __future__ import annotations

from collections.abc import Iterator

from netwright.inference.onnx_nodes import FLOATS, Body, Node
from netwright.inference.wire import fields

_SIGNED = {3: 1, 5: 2, 6: 4, 7: 8}
"""The data types of whole numbers below zero, int8 to int64, and their bytes."""

_MINUS_ONE, _AS_VARINT = (1 << 64) - 1, b"\xff" * 9 + b"\x01"
"""As protobuf reads and writes it."""

_ALWAYS = """
    AveragePool BatchNormalization Conv ConvTranspose Cos DequantizeLinear Elu Erf Exp GRU Gelu
    GlobalAveragePool HardSigmoid HardSwish InstanceNormalization LSTM LayerNormalization Log
    LogSoftmax LpNormalization RNN Reciprocal Selu Sigmoid Sin Softmax Softplus Softsign Sqrt Tanh
"""
_ALL_ALIKE = """
    Add Clip Concat Div Gemm MatMul Max Mean Min Mod Mul PRelu Sub Sum Where
"""
_AS_THE_FIRST = """
    Abs CumSum DepthToSpace Dropout Einsum Expand Flatten Gather GatherElements GatherND
    GlobalMaxPool Identity LeakyRelu MaxPool Neg Pad Pow ReduceL1 ReduceL2 ReduceLogSumExp
    ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu Reshape Resize
    ScatterElements ScatterND Slice Split Squeeze Tile Transpose Trilu Unsqueeze
"""
_RULES = {
    **dict.fromkeys(_ALWAYS.split(), "always"),
    **dict.fromkeys(_ALL_ALIKE.split(), "all alike"),
    **dict.fromkeys(_AS_THE_FIRST.split(), "as the first"),
}
"""When an operator gives floating point numbers: always, where any input is one (all have one
type), or where the first input is."""


def unsafe_division(bodies: list[Body]) -> str | None:
    """What is wrong with a division in these graphs and functions, as a sentence."""
    for body in bodies:
        for node in _unsafe(body):
            return f"it divides whole numbers (operator {node.op}) by what may be -1"
    return None


def _unsafe(body: Body) -> Iterator[Node]:
    floats = {name for name, data_type in body.types.items() if data_type in FLOATS}
    floats |= {name for name, tensor in body.tensors.items() if _type_of(tensor) in FLOATS}
    written = dict(body.tensors)
    for node in body.nodes:
        if (
            node.op in ("Div", "Mod")
            and floats.isdisjoint(node.inputs)
            and not _is_harmless(node, written)
        ):
            yield node
        if _gives_floats(node, floats):
            floats.update(node.outputs)
        tensor = node.attribute("value").get(5) if node.op == "Constant" else None
        if isinstance(tensor, memoryview):
            written.update(dict.fromkeys(node.outputs, tensor))


def _is_harmless(node: Node, written: dict[str, memoryview]) -> bool:
    """Whether what it divides by is written in the file, and nowhere -1."""
    divisor = written.get(node.inputs[1]) if len(node.inputs) == 2 else None
    return divisor is not None and not _holds_minus_one(divisor)


def _gives_floats(node: Node, floats: set[str]) -> bool:
    if node.op in ("Cast", "Constant"):
        return _written_type(node) in FLOATS
    rule = _RULES.get(node.op)
    told_by = node.inputs[:1] if rule == "as the first" else node.inputs
    return rule == "always" or (rule is not None and not floats.isdisjoint(told_by))


def _written_type(node: Node) -> int:
    """The data type that a Cast or a Constant names; 0 for none."""
    if node.op == "Cast":
        to = node.attribute("to").get(3)
        return to if isinstance(to, int) else 0
    if node.attribute("value_float") or node.attribute("value_floats"):
        return 1
    tensor = node.attribute("value").get(5)
    return _type_of(tensor) if isinstance(tensor, memoryview) else 0


def _type_of(tensor: memoryview) -> int:
    data_type = dict(fields(tensor)).get(2)
    return data_type if isinstance(data_type, int) else 0


def _holds_minus_one(tensor: memoryview) -> bool:
    size = _SIGNED.get(_type_of(tensor), 0)
    for number, value in fields(tensor):
        if number in (5, 7) and isinstance(value, int):
            found = value == _MINUS_ONE
        elif number in (5, 7) and isinstance(value, memoryview):
            found = _AS_VARINT in bytes(value)
        elif number == 9 and isinstance(value, memoryview) and size:
            starts = range(0, len(value), size)
            found = any(value[start : start + size] == b"\xff" * size for start in starts)
        else:
            continue
        if found:
            return True
    return False
