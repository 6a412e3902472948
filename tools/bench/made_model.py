"""Model files made for measuring: a graph under the document of the model that the bench has."""

from __future__ import annotations

from pathlib import Path

import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from bench.startup import MODEL
from netwright.interfaces.documents.model import METADATA_KEY, Model


def document() -> Model:
    """What a classifier of grey 8x8 images in ten classes says about itself."""
    (entry,) = (p.value for p in onnx.load(MODEL).metadata_props if p.key == METADATA_KEY)
    return Model.from_json(entry)


def write(
    path: Path, model: Model, nodes: list[onnx.NodeProto], weights: dict[str, NDArray]
) -> Path:
    """The file of a graph from uint8 ``images`` to the model's outputs, with named weights."""
    (images,) = model.inputs
    graph = helper.make_graph(
        nodes,
        path.stem,
        [helper.make_tensor_value_info(images.name, TensorProto.UINT8, images.shape)],
        [
            helper.make_tensor_value_info(spec.name, TensorProto.FLOAT, spec.shape)
            for spec in model.outputs
        ],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    proto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    helper.set_model_props(proto, {METADATA_KEY: model.to_json()})
    onnx.save(proto, path)
    return path
