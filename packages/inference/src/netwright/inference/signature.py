"""What a model's document promises of its graph: the input and the output that predicting uses."""

from __future__ import annotations

from typing import NamedTuple

from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import ImagePreprocessing, TextPreprocessing
from netwright.interfaces.documents.target import ImageToImage, Regression
from netwright.interfaces.errors import DocumentError

_ONNX_TYPES = {"uint8": "tensor(uint8)", "float32": "tensor(float)", "int64": "tensor(int64)"}


class Tensor(NamedTuple):
    """An input or output of a graph.

    Attributes:
        name: Its name.
        type: onnxruntime's name of its type.
        sizes: Those after the batch, for inputs of the size that was trained on.
        sides: Which of the sizes are a height and a width that may be others.
    """

    name: str
    type: str
    sizes: tuple[int, ...]
    sides: tuple[int, ...] = ()


class Signature(NamedTuple):
    """The one input of a graph, and the one output that answers are made of."""

    input: Tensor
    output: Tensor

    def output_sizes(self, taken: tuple[int, ...]) -> tuple[int, ...]:
        """The output's sizes after the batch, for an input of these sizes after the batch."""
        if not self.output.sides:
            return self.output.sizes
        sizes = list(self.output.sizes)
        for side, axis in zip(self.input.sides, self.output.sides, strict=True):
            sizes[axis] = sizes[axis] * taken[side] // self.input.sizes[side]
        return tuple(sizes)


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
    any_size, type = model.any_size, _ONNX_TYPES[raw.raw_dtype]
    sides = () if any_size is None else (0, 1)
    taken = Tensor(model.inputs[0].name, type, tuple(raw.raw_shape), sides)
    name, sizes = _output(model)
    follows = any_size is not None and not any_size.fitted and len(sizes) == 3
    sides = ((0, 1) if name == "picture" else (1, 2)) if follows else ()
    return Signature(taken, Tensor(name, _ONNX_TYPES["float32"], sizes, sides))


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
