"""A model file of middling size for 224x224 pixels. Its weights are random, its time is real."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from bench.made_model import document, write
from netwright.interfaces.documents.model import Model, TensorSpec
from netwright.interfaces.documents.preprocessing import ImagePreprocessing

_SIDE, _CLASSES, _CHANNELS = 224, 10, (3, 16, 32, 64, 128)


def write_middling_model(path: Path) -> Path:
    """A classifier of four strided convolutions, as `netwright train` would write it."""
    nodes, weights = _layers(np.random.default_rng(0))
    return write(path, _for_pictures(document()), nodes, weights)


def _for_pictures(model: Model) -> Model:
    images = TensorSpec(name="images", shape=("batch", _SIDE, _SIDE, 3), dtype="uint8")
    sizes = {"mode": "RGB", "height": _SIDE, "width": _SIDE}
    scale = {"mean": (0.5,) * 3, "std": (0.25,) * 3}
    preprocessing = ImagePreprocessing(**sizes, **scale)
    return model.model_copy(update={"preprocessing": preprocessing, "inputs": (images,)})


def _layers(
    random: np.random.Generator,
) -> tuple[list[onnx.NodeProto], dict[str, NDArray[np.float32]]]:
    weights = {
        "scale": np.array(255, np.float32),
        "last": random.normal(size=(_CHANNELS[-1], _CLASSES)).astype(np.float32),
    }
    nodes = [
        helper.make_node("Cast", ["images"], ["floats"], to=TensorProto.FLOAT),
        helper.make_node("Div", ["floats", "scale"], ["shares"]),
        helper.make_node("Transpose", ["shares"], ["x0"], perm=[0, 3, 1, 2]),
    ]
    for index, (taken, given) in enumerate(itertools.pairwise(_CHANNELS)):
        kernel = random.normal(size=(given, taken, 3, 3)) / np.sqrt(9 * taken)
        weights[f"kernel{index}"] = kernel.astype(np.float32)
        conv = [f"x{index}", f"kernel{index}"], [f"conv{index}"]
        nodes += [
            helper.make_node("Conv", *conv, strides=[2, 2], pads=[1, 1, 1, 1]),
            helper.make_node("Relu", [f"conv{index}"], [f"x{index + 1}"]),
        ]
    pooled = helper.make_node("GlobalAveragePool", [f"x{len(_CHANNELS) - 1}"], ["pooled"])
    flat = helper.make_node("Flatten", ["pooled"], ["flat"])
    logits = helper.make_node("MatMul", ["flat", "last"], ["logits"])
    return [
        *nodes,
        pooled,
        flat,
        logits,
        helper.make_node("Softmax", ["logits"], ["probabilities"]),
    ], weights
