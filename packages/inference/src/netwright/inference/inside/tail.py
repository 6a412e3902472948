"""The part of a graph that comes after one of its values, as a model of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.model_file import ModelFile
from netwright.inference.session import open_part
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    import onnx
    from numpy.typing import NDArray

_AT_ONCE = 256
_TYPES = {"float32": 1, "float16": 10, "float64": 11}
"""ONNX's numbers for dtypes."""


class Tail:
    """Computes an output of a graph from a value in its midst.

    Attributes:
        operators: The names of the operators in it.
    """

    def __init__(
        self, file: ModelFile, graph: onnx.ModelProto, value: str, dtype: str, output: str
    ) -> None:
        """Cut the graph.

        Args:
            file: The model file.
            graph: The whole graph; it is not changed.
            value: The name of the value that is given.
            dtype: Its dtype, by numpy's name.
            output: The name of the output that is computed.

        Raises:
            UsageError: The output does not depend on the value.
        """
        cut = _cut(graph, value, dtype, output)
        self._session = open_part(file, cut.SerializeToString())
        self.operators = frozenset(str(node.op_type) for node in cut.graph.node)
        self._value, self._output = value, output
        self._others = [one.name for one in self._session.get_inputs() if one.name != value]

    @property
    def is_quantised(self) -> bool:
        """Whether it computes with integers, so that small changes are lost."""
        return any("Quantize" in name or "QLinear" in name for name in self.operators)

    def run(self, values: NDArray[Any], raw: NDArray[Any]) -> NDArray[np.float64]:
        """The output [N,...] for values [N,...], whatever the raw input was that they come from.

        Args:
            values: What is given in place of the value.
            raw: [1,...]: a raw input, for a tail that also looks at it, if only at its size.
        """
        parts = []
        for start in range(0, len(values), _AT_ONCE):
            part = values[start : start + _AT_ONCE]
            given = {name: np.repeat(raw, len(part), axis=0) for name in self._others}
            (got,) = self._session.run([self._output], {**given, self._value: part})
            parts.append(np.asarray(got, np.float64))
        return np.concatenate(parts)


def _cut(graph: onnx.ModelProto, value: str, dtype: str, output: str) -> onnx.ModelProto:
    import onnx
    from onnx import helper

    needed = _needed(graph.graph, value, output)
    names = {name for node in needed for name in _read_by(node)}
    if value not in names:
        raise UsageError(
            f"{output!r} does not depend on {value!r}.", fix="choose a layer before the output."
        )
    cut = onnx.ModelProto()
    cut.CopyFrom(graph)
    del cut.graph.node[:], cut.graph.output[:], cut.graph.value_info[:]
    inputs = [one for one in graph.graph.input if one.name in names]
    constants = [tensor for tensor in graph.graph.initializer if tensor.name in names]
    del cut.graph.input[:], cut.graph.initializer[:]
    cut.graph.node.extend(needed)
    cut.graph.initializer.extend(constants)
    cut.graph.input.extend([*inputs, helper.make_tensor_value_info(value, _TYPES[dtype], None)])
    cut.graph.output.append(helper.make_empty_tensor_value_info(output))
    return cut


def _needed(graph: onnx.GraphProto, value: str, output: str) -> list[onnx.NodeProto]:
    """The nodes that compute the output from the value, in their order."""
    makers = {name: index for index, node in enumerate(graph.node) for name in node.output}
    found: set[int] = set()
    waiting = [output]
    while waiting:
        index = makers.get(waiting.pop())
        if index is not None and index not in found:
            found.add(index)
            waiting += [name for name in _read_by(graph.node[index]) if name != value]
    return [graph.node[index] for index in sorted(found)]


def _read_by(node: onnx.NodeProto) -> Iterator[str]:
    """The names of values that a node reads, in its inner graphs too."""
    yield from filter(None, node.input)
    for attribute in node.attribute:
        for inner in (*([attribute.g] if attribute.HasField("g") else []), *attribute.graphs):
            for one in inner.node:
                yield from _read_by(one)
