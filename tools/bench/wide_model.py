"""A model file of wide linear layers: reading its weights takes longer than computing with them."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from bench.startup import MODEL
from netwright.interfaces.documents.model import METADATA_KEY, Model

_PIXELS, _CLASSES = 64, 10
_WIDTHS = (_PIXELS, 2048, 2048, 2048, 2048, _CLASSES)


def write_wide_model(path: Path) -> Path:
    """A classifier of grey 8x8 images; 50 MB."""
    golden = onnx.load(MODEL)
    (document,) = (p.value for p in golden.metadata_props if p.key == METADATA_KEY)
    model, random = Model.from_json(document), np.random.default_rng(0)
    nodes = [
        helper.make_node("Cast", ["images"], ["floats"], to=TensorProto.FLOAT),
        helper.make_node("Flatten", ["floats"], ["x0"]),
    ]
    weights = []
    for index, (taken, given) in enumerate(itertools.pairwise(_WIDTHS)):
        weight = random.normal(size=(taken, given)).astype(np.float32) / np.sqrt(taken)
        weights.append(numpy_helper.from_array(weight.astype(np.float32), f"w{index}"))
        nodes.append(helper.make_node("MatMul", [f"x{index}", f"w{index}"], [f"x{index + 1}"]))
    last = f"x{len(_WIDTHS) - 1}"
    nodes += [
        helper.make_node("Identity", [last], ["logits"]),
        helper.make_node("Softmax", [last], ["probabilities"]),
    ]
    graph = helper.make_graph(
        nodes,
        "wide",
        [helper.make_tensor_value_info("images", TensorProto.UINT8, model.inputs[0].shape)],
        [
            helper.make_tensor_value_info(spec.name, TensorProto.FLOAT, spec.shape)
            for spec in model.outputs
        ],
        weights,
    )
    proto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    helper.set_model_props(proto, {METADATA_KEY: model.to_json()})
    onnx.save(proto, path)
    return path
