"""An ONNX graph and its weights apart: together they may be more than one file can hold."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from pathlib import Path

import onnx
from onnx.external_data_helper import set_external_data

MOST_BYTES = 2**31 - 2**24
"""Of weights in a file: protobuf's limit is 2 GB, and the graph itself is in the file as well."""

_SMALL = 1024
"""Bytes up to which a weight stays in the graph: shapes and axes, which operators are read by."""


def weights_size(graph: onnx.ModelProto) -> int:
    """Bytes that the graph's weights take."""
    return sum(map(_size, graph.graph.initializer))


def without_weights(graph: onnx.ModelProto) -> tuple[onnx.ModelProto, list[onnx.TensorProto]]:
    """A copy of the graph in which the large weights are inputs, and those weights."""
    inner = graph.graph
    small = [tensor for tensor in inner.initializer if _size(tensor) <= _SMALL]
    weights = [tensor for tensor in inner.initializer if _size(tensor) > _SMALL]
    as_inputs = [
        onnx.helper.make_tensor_value_info(tensor.name, tensor.data_type, tensor.dims)
        for tensor in weights
    ]
    outline = onnx.helper.make_model(
        onnx.helper.make_graph(
            inner.node,
            inner.name,
            [*inner.input, *as_inputs],
            inner.output,
            small,
            value_info=inner.value_info,
        ),
        opset_imports=graph.opset_import,
        ir_version=graph.ir_version,
        functions=graph.functions,
        producer_name=graph.producer_name,
        producer_version=graph.producer_version,
    )
    outline.metadata_props.extend(graph.metadata_props)
    return outline, weights


def take_structure(graph: onnx.ModelProto, outline: onnx.ModelProto) -> None:
    """Give the graph the operators of an outline that was made of it; its large weights stay.

    They are not moved: protobuf cannot copy one of more than 2 GB.
    """
    initializers = graph.graph.initializer
    for index in reversed(range(len(initializers))):
        if _size(initializers[index]) <= _SMALL:
            del initializers[index]
    initializers.extend(outline.graph.initializer)
    for ours, theirs in (
        (graph.graph.node, outline.graph.node),
        (graph.graph.value_info, outline.graph.value_info),
        (graph.opset_import, outline.opset_import),
    ):
        del ours[:]
        ours.extend(theirs)
    graph.ir_version = outline.ir_version


def put_weights(outline: onnx.ModelProto, weights: Iterable[onnx.TensorProto]) -> None:
    """Put weights into the graph that were taken out of it; they may say where they are."""
    weights = list(weights)
    names = {tensor.name for tensor in weights}
    inputs = [value for value in outline.graph.input if value.name not in names]
    del outline.graph.input[:]
    outline.graph.input.extend(inputs)
    outline.graph.initializer.extend(weights)


def write_weights(graph: onnx.ModelProto, data: Path, name: str) -> bytes:
    """Write the graph's weights to the file `data`, and give the bytes of the file of the graph.

    Args:
        graph: The graph.
        data: Where the weights are written.
        name: What the file of weights is called beside the file of the graph.
    """
    outline, weights = without_weights(graph)
    places = []
    with data.open("wb") as file:
        for tensor in weights:
            values = onnx.numpy_helper.to_array(tensor).tobytes()
            place = onnx.TensorProto(
                name=tensor.name, data_type=tensor.data_type, dims=tensor.dims, raw_data=b" "
            )
            set_external_data(place, name, offset=file.tell(), length=len(values))
            place.ClearField("raw_data")
            file.write(values)
            places.append(place)
    put_weights(outline, places)
    content: bytes = outline.SerializeToString()
    return content


def digest_of_weights(graph: onnx.ModelProto) -> str:
    """Eight hexadecimal digits that tell these weights from others."""
    digest = hashlib.blake2b(digest_size=4)
    for tensor in graph.graph.initializer:
        digest.update(onnx.numpy_helper.to_array(tensor).tobytes())
    return digest.hexdigest()


def _size(tensor: onnx.TensorProto) -> int:
    # protobuf itself cannot say it of a tensor that is too large for it.
    return math.prod(tensor.dims) * onnx.helper.tensor_dtype_to_np_dtype(tensor.data_type).itemsize
