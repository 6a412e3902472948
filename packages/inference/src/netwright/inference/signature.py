"""What a model's document promises of its graph: the input and the output that predicting uses."""

from __future__ import annotations

from typing import NamedTuple

from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import ImagePreprocessing, TextPreprocessing
from netwright.interfaces.documents.target import ImageToImage, Regression
from netwright.interfaces.errors import DocumentError

_ONNX_TYPES = {"uint8": "tensor(uint8)", "float32": "tensor(float)", "int64": "tensor(int64)"}


class Tensor(NamedTuple):
    """An input or output of a graph: its name, onnxruntime's type, its sizes after the batch."""

    name: str
    type: str
    sizes: tuple[int, ...]


class Signature(NamedTuple):
    """The one input of a graph, and the one output that answers are made of."""

    input: Tensor
    output: Tensor


def signature_of(model: Model) -> Signature:
    """What predicting uses of the model's graph, by the table in `netwright.interfaces`' targets.

    Raises:
        DocumentError: The document does not name one input.
    """
    if len(model.inputs) != 1:
        raise DocumentError(
            f"a model has one input, but the document names {len(model.inputs)}.",
            key="inputs",
            fix="export the model anew from its run.",
        )
    raw = model.preprocessing
    taken = Tensor(model.inputs[0].name, _ONNX_TYPES[raw.raw_dtype], tuple(raw.raw_shape))
    name, sizes = _output(model)
    return Signature(taken, Tensor(name, _ONNX_TYPES["float32"], sizes))


def _output(model: Model) -> tuple[str, tuple[int, ...]]:
    target, preprocessing = model.target, model.preprocessing
    if isinstance(target, Regression):
        return "values", (len(target.columns),)
    if isinstance(target, ImageToImage):
        return "picture", (target.height, target.width, target.channels)
    if target.task == "autoencoding":
        if isinstance(preprocessing, ImagePreprocessing):
            return "picture", preprocessing.raw_shape
        return "values", tuple(preprocessing.shape)
    if target.task == "segmentation":
        return "probabilities", (len(target.classes), *preprocessing.shape[1:])
    if target.task == "next_token" and isinstance(preprocessing, TextPreprocessing):
        return "probabilities", (preprocessing.length, preprocessing.tokens)
    return "probabilities", (len(model.labels),)
