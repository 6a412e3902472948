"""A graph with weights of 8 bits, whose activations are rounded while it runs, or not at all."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.transforming.graph_body import nodes_outside

if TYPE_CHECKING:
    import onnx
    from numpy.typing import NDArray

_OUTPUT_AXIS = {"Conv": 0, "ConvTranspose": 1}
_FEWEST = 256
"""Of fewer numbers the scales would take what the rounding saves."""


def with_integer_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with int8 weights: of matrices by dynamic quantisation, of convolutions as stored.

    onnxruntime multiplies matrices of integers as fast as those of numbers; what flows into them is
    rounded to 8 bits by its range in each batch. Its convolutions of such integers are several
    times slower than those of numbers, so their weights are only stored as int8, one scale an
    output channel, and turned back into numbers.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    convolutions = _round_convolutions(model)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "int8.onnx")
        quantize_dynamic(
            model,
            path,
            per_channel=True,
            # 7 bits: processors without VNNI overflow at 8, and would give other answers.
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=[*nodes_outside(model.graph), *convolutions],
        )
        return onnx.load_model_from_string(path.read_bytes())


def _round_convolutions(model: onnx.ModelProto) -> list[str]:
    """Store the weights of convolutions as int8; the names of all convolutions."""
    stored = {tensor.name: tensor for tensor in model.graph.initializer}
    nodes = [node for node in model.graph.node if node.op_type in _OUTPUT_AXIS]
    axes = {node.input[1]: _OUTPUT_AXIS[node.op_type] for node in nodes if node.input[1] in stored}
    for name, axis in axes.items():
        if np.prod(stored[name].dims) >= _FEWEST:
            _store_rounded(model.graph, stored[name], axis)
    return [node.name for node in nodes]


def _store_rounded(graph: onnx.GraphProto, weights: onnx.TensorProto, axis: int) -> None:
    """Put int8 numbers, their scales and a node that multiplies them in the place of `weights`."""
    from onnx import helper, numpy_helper

    name = weights.name
    integers, scales = _rounded(numpy_helper.to_array(weights), axis)
    zeros = np.zeros(len(scales), np.int8)
    parts: dict[str, NDArray[Any]] = {
        f"{name}_quantized": integers,
        f"{name}_scale": scales,
        f"{name}_zero_point": zeros,
    }
    node = helper.make_node(
        "DequantizeLinear", list(parts), [name], f"{name}_dequantized", axis=axis
    )
    graph.initializer.remove(weights)
    graph.initializer.extend(numpy_helper.from_array(part, name) for name, part in parts.items())
    graph.node.insert(0, node)


def _rounded(
    weights: NDArray[np.float32], axis: int
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """int8 numbers of the same shape, and float32 [channels]: what to multiply them with."""
    others = tuple(number for number in range(weights.ndim) if number != axis)
    largest = np.abs(weights).max(axis=others, keepdims=True)
    # Of a channel of zeros any scale will do.
    scales = (np.where(largest > 0, largest, 1) / 127).astype(np.float32)
    return np.rint(weights / scales).astype(np.int8), scales.ravel()
