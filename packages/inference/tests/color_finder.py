"""A classifier that finds red and blue by construction, and pictures with such objects in them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from netwright.interfaces.documents.model import METADATA_KEY, LayerValue, Model, TensorSpec
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.documents.target import Classification

SIDE = 32
LAYERS = (
    LayerValue(id="find", op="Conv2d", value="found"),
    LayerValue(id="act", op="ReLU", value="active"),
    LayerValue(id="pool", op="AdaptiveAvgPool2d", value="means"),
    LayerValue(id="head", op="Linear", value="logits"),
)

Nodes = list[onnx.NodeProto]
TAILS: dict[str, Nodes] = {
    # Global average pooling and a linear layer: the class activation map is exact.
    "linear": [
        helper.make_node("GlobalAveragePool", ["active"], ["means"]),
        helper.make_node("Flatten", ["means"], ["flat"]),
        helper.make_node("Gemm", ["flat", "head"], ["logits"]),
    ],
    # A hidden layer with an activation before the last one.
    "hidden": [
        helper.make_node("GlobalAveragePool", ["active"], ["means"]),
        helper.make_node("Flatten", ["means"], ["flat"]),
        helper.make_node("Gemm", ["flat", "hidden"], ["inner"]),
        helper.make_node("Relu", ["inner"], ["positive"]),
        helper.make_node("Gemm", ["positive", "head"], ["logits"]),
    ],
    # After the softmax, a place has to do with all the others.
    "mixed": [
        helper.make_node("Flatten", ["active"], ["means"]),
        helper.make_node("Softmax", ["means"], ["shares_of_all"]),
        helper.make_node("MatMul", ["shares_of_all", "every"], ["flat"]),
        helper.make_node("Gemm", ["flat", "head"], ["logits"]),
    ],
    # Nothing that has places: the pooling comes first, so only occlusion is left.
    "first": [
        helper.make_node("Flatten", ["active"], ["flat"]),
        helper.make_node("Gemm", ["flat", "head"], ["logits"]),
    ],
}


def color_finder(path: Path, model: Model, tail: str = "linear", fit: str = "stretch") -> Path:
    """Write a classifier of RGB pictures into "red" and "blue", whatever lies where.

    Args:
        path: Where to.
        model: A document to take the rest from.
        tail: What comes after the feature maps of red and of blue.
        fit: How pictures of another shape are read.
    """
    raw = ImagePreprocessing(
        mode="RGB", height=SIDE, width=SIDE, fit=fit, mean=(0.5,) * 3, std=(0.25,) * 3
    )
    document = model.model_copy(
        update={
            "target": Classification(classes=("red", "blue")),
            "preprocessing": raw,
            "inputs": (TensorSpec(name="images", shape=("N", *raw.raw_shape), dtype="uint8"),),
            "outputs": tuple(
                TensorSpec(name=name, shape=("N", 2), dtype="float32")
                for name in ("logits", "probabilities")
            ),
            "layers": LAYERS,
        }
    )
    graph = helper.make_graph(
        [
            helper.make_node("Cast", ["images"], ["floats"], to=TensorProto.FLOAT),
            helper.make_node("Div", ["floats", "scale"], ["shares"]),
            helper.make_node("Transpose", ["shares"], ["planes"], perm=[0, 3, 1, 2]),
            *([_POOLED] if tail == "first" else []),
            helper.make_node("Conv", [_PLANES[tail == "first"], "kernel", "least"], ["found"]),
            helper.make_node("Relu", ["found"], ["active"]),
            *TAILS[tail],
            helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
        ],
        "color_finder",
        [helper.make_tensor_value_info("images", TensorProto.UINT8, ["N", SIDE, SIDE, 3])],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", 2])
            for name in ("logits", "probabilities")
        ],
        [
            numpy_helper.from_array(np.float32(255), "scale"),
            numpy_helper.from_array(_KERNEL, "kernel"),
            numpy_helper.from_array(np.full(2, -0.5, np.float32), "least"),
            numpy_helper.from_array(np.array([[3, -1], [-1, 3]], np.float32), "hidden"),
            numpy_helper.from_array(np.eye(2, dtype=np.float32).repeat(SIDE**2, axis=0), "every"),
            numpy_helper.from_array(np.array([[30, -30], [-30, 30]], np.float32), "head"),
        ],
    )
    proto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    helper.set_model_props(proto, {METADATA_KEY: document.to_json()})
    onnx.checker.check_model(proto, full_check=True)
    path.write_bytes(proto.SerializeToString())
    return path


_KERNEL = np.array([[2, -1, -1], [-1, -1, 2]], np.float32)[:, :, None, None]
_POOLED = helper.make_node("GlobalMaxPool", ["planes"], ["colors"])
_PLANES = ("planes", "colors")

Box = tuple[int, int, int, int]
"""(left, top, right, bottom) in pixels."""


def picture_with(size: tuple[int, int], red: Box, blue: Box) -> Image.Image:
    """A grey picture of `size` (width, height) with a red and a blue rectangle in it."""
    noise = np.random.default_rng(0).integers(110, 140, (size[1], size[0], 1), np.uint8)
    picture = Image.fromarray(np.repeat(noise, 3, axis=2))
    picture.paste((230, 20, 20), red)
    picture.paste((20, 20, 230), blue)
    return picture


def share_inside(heat: np.ndarray, box: Box) -> float:
    """The share of a map's sum that lies in the box, 0 to 1."""
    left, top, right, bottom = box
    return float(heat[top:bottom, left:right].sum() / heat.sum())
