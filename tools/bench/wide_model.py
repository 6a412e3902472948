"""A model file of wide linear layers: reading its weights takes longer than computing with them."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper

from bench.made_model import document, write

_PIXELS, _CLASSES = 64, 10
_WIDTHS = (_PIXELS, 2048, 2048, 2048, 2048, _CLASSES)


def write_wide_model(path: Path) -> Path:
    """A classifier of grey 8x8 images; 50 MB."""
    random = np.random.default_rng(0)
    nodes = [
        helper.make_node("Cast", ["images"], ["floats"], to=TensorProto.FLOAT),
        helper.make_node("Flatten", ["floats"], ["x0"]),
    ]
    weights = {}
    for index, (taken, given) in enumerate(itertools.pairwise(_WIDTHS)):
        weight = random.normal(size=(taken, given)).astype(np.float32) / np.sqrt(taken)
        weights[f"w{index}"] = weight.astype(np.float32)
        nodes.append(helper.make_node("MatMul", [f"x{index}", f"w{index}"], [f"x{index + 1}"]))
    last = f"x{len(_WIDTHS) - 1}"
    nodes += [
        helper.make_node("Identity", [last], ["logits"]),
        helper.make_node("Softmax", [last], ["probabilities"]),
    ]
    return write(path, document(), nodes, weights)
