"""Fitting pictures to the network's size inside the ONNX graph, as Pillow does it outside.

onnxruntime's antialiased `Resize` of uint8 is Pillow's arithmetic (both after Clark, 2010): most
values are the same, others differ by 1 of 255.
"""

from __future__ import annotations

import numpy as np
import onnx

from netwright.interfaces.documents import ImagePreprocessing
from netwright.training.shipping.onnx_nodes import OnnxNodes

_PREFIX = "embedded_resize_"

FITTED = f"{_PREFIX}fitted"
"""The graph's value that holds the pictures at the network's size, uint8 [N,H,W,C]."""


def embed_resize(graph: onnx.ModelProto, preprocessing: ImagePreprocessing) -> None:
    """Let the graph of a model take uint8 pictures [N,H,W,C] of any height and width.

    Args:
        graph: For pictures of the size of `preprocessing`; it is changed. Its operators are of
            version 18 or later, the first in which `Resize` can smooth as Pillow does.
        preprocessing: The size, and how another aspect ratio is fitted.
    """
    inner = graph.graph
    (images,) = inner.input
    for node in inner.node:
        node.input[:] = [FITTED if name == images.name else name for name in node.input]
    before, after = fitting_nodes(images.name, preprocessing), list(inner.node)
    del inner.node[:]
    inner.node.extend([*before.nodes, *after])
    inner.initializer.extend(before.constants)
    for axis, name in ((1, "height"), (2, "width")):
        images.type.tensor_type.shape.dim[axis].dim_param = name


def fitting_nodes(images: str, preprocessing: ImagePreprocessing) -> OnnxNodes:
    """The operators from the value `images`, uint8 [N,H,W,C], to the value `FITTED`."""
    nodes = OnnxNodes(_PREFIX)
    fit = {"stretch": _stretched, "crop": _cropped, "pad": _padded}[preprocessing.fit]
    fitted = fit(nodes, nodes("Transpose", images, perm=[0, 3, 1, 2]), preprocessing)
    last = nodes("Transpose", fitted, perm=[0, 2, 3, 1])
    assert nodes.nodes[-1].output[0] == last
    nodes.nodes[-1].output[0] = FITTED
    return nodes


def _stretched(nodes: OnnxNodes, planes: str, preprocessing: ImagePreprocessing) -> str:
    height, width = nodes.constant([preprocessing.height]), nodes.constant([preprocessing.width])
    return _resized(nodes, planes, height, width)


def _padded(nodes: OnnxNodes, planes: str, preprocessing: ImagePreprocessing) -> str:
    """As `netwright.interfaces.imaging.picture_box`: in doubles, and half to even as there."""
    sizes = preprocessing.height, preprocessing.width
    one, half = nodes.constant([1]), nodes.constant([0.5], np.float64)
    height, width = (nodes.constant([size]) for size in sizes)
    real_height, real_width = (nodes.constant([size], np.float64) for size in sizes)
    own_height, own_width = (nodes.cast(side, np.float64) for side in _sides(nodes, planes))
    aspect = nodes("Div", own_width, own_height)

    def rounded(value: str) -> str:
        return nodes.cast(nodes("Round", value), np.int64)

    def side(exact: str, most: str) -> str:
        return nodes("Min", nodes("Max", rounded(exact), one), most)

    box_height = side(nodes("Div", real_width, aspect), height)
    box_width = side(nodes("Mul", real_height, aspect), width)
    rest = nodes("Sub", height, box_height), nodes("Sub", width, box_width)
    before = [rounded(nodes("Mul", nodes.cast(all, np.float64), half)) for all in rest]
    after = [nodes("Sub", all, first) for all, first in zip(rest, before, strict=True)]
    none = nodes.constant([0, 0])
    pads = nodes("Concat", none, *before, none, *after, axis=0)
    return nodes("Pad", _resized(nodes, planes, box_height, box_width), pads)


def _cropped(nodes: OnnxNodes, planes: str, preprocessing: ImagePreprocessing) -> str:
    """As `PIL.ImageOps.fit`, whose crop may begin within a pixel, which `Resize` cannot.

    The side that is kept whole is resized; the other is multiplied with Pillow's weights.
    """
    height, width = nodes.constant([preprocessing.height]), nodes.constant([preprocessing.width])
    own_height, own_width = _sides(nodes, planes)
    wide, high = nodes("Mul", own_width, height), nodes("Mul", own_height, width)
    is_wide, is_high = nodes("Greater", wide, high), nodes("Greater", high, wide)
    first_height = nodes("Where", is_high, own_height, height)
    first_width = nodes("Where", is_wide, own_width, width)
    first = nodes.cast(_resized(nodes, planes, first_height, first_width), np.float32)
    # What is kept of a side that is cropped is as long as its ratio to the other side asks for.
    kept_width = _ratio(nodes, nodes("Where", is_wide, high, nodes("Mul", width, height)), height)
    kept_height = _ratio(nodes, nodes("Where", is_high, wide, nodes("Mul", height, width)), width)
    across = nodes("MatMul", first, _weights(nodes, first_width, kept_width, width))
    down = _weights(nodes, first_height, kept_height, height)
    both = nodes("MatMul", nodes("Transpose", down, perm=[1, 0]), across)
    return nodes.cast(nodes("Floor", nodes("Add", both, _half(nodes))), np.uint8)


def _weights(nodes: OnnxNodes, side: str, kept: str, out: str) -> str:
    """float32 [side,out]: what each of a side's pixels gives to each pixel of the middle of it.

    Args:
        nodes: Where the operators are added.
        side: int64 [1], how many pixels there are.
        kept: float32 [1], how long the middle is.
        out: int64 [1], how many pixels it becomes.
    """
    one = nodes.constant([1], np.float32)
    scale = nodes("Div", kept, nodes.cast(out, np.float32))
    begin = nodes("Mul", nodes("Sub", nodes.cast(side, np.float32), kept), _half(nodes))
    centres = nodes("Add", nodes("Mul", _middles(nodes, out), scale), begin)
    places = nodes("Unsqueeze", _middles(nodes, side), nodes.constant([1]))
    distances = nodes("Abs", nodes("Sub", places, centres))
    slopes = nodes("Sub", one, nodes("Div", distances, nodes("Max", scale, one)))
    triangles = nodes("Relu", slopes)
    return nodes("Div", triangles, nodes("ReduceSum", triangles, nodes.constant([0])))


def _middles(nodes: OnnxNodes, count: str) -> str:
    """float32 [count]: the middle of each of so many pixels, 0.5, 1.5, ..."""
    zero, one = nodes.constant(0), nodes.constant(1)
    numbers = nodes("Range", zero, nodes("Squeeze", count), one)
    return nodes("Add", nodes.cast(numbers, np.float32), _half(nodes))


def _half(nodes: OnnxNodes) -> str:
    return nodes.constant(0.5, np.float32)


def _ratio(nodes: OnnxNodes, above: str, below: str) -> str:
    return nodes("Div", nodes.cast(above, np.float32), nodes.cast(below, np.float32))


def _sides(nodes: OnnxNodes, planes: str) -> tuple[str, str]:
    """int64 [1] each: height and width."""
    return nodes("Shape", planes, start=2, end=3), nodes("Shape", planes, start=3, end=4)


def _resized(nodes: OnnxNodes, planes: str, height: str, width: str) -> str:
    """The planes, uint8 [N,C,H,W], at another size, int64 [1] each."""
    sizes = nodes("Concat", nodes("Shape", planes, end=2), height, width, axis=0)
    return nodes(
        "Resize",
        planes,
        "",
        "",
        sizes,
        mode="linear",
        coordinate_transformation_mode="half_pixel",
        antialias=1,
        exclude_outside=1,
    )
