"""Where anything else enters a network: arrays, signals, tokens of text."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.errors import DocumentError
from netwright.layers import builder

from ..comfyui import io
from ..wiring.node_names import node_name
from ..wiring.refusing import refusing
from ..wiring.sockets import Dataset, Tensor


class TensorInput(io.ComfyNode):
    """The first node of a network that looks at arrays or tokens."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightTensorInput",
            display_name="Tensor input",
            category="Netwright/Build",
            description="Where arrays, signals or tokens of text enter a network. Wire a data set "
            "into it, and it has the shape of that set's samples, whatever is typed.",
            inputs=[
                io.String.Input(
                    "shape", default="784", tooltip="Sizes without the batch axis, such as 1, 128."
                ),
                io.Combo.Input(
                    "dtype",
                    options=["float32", "int64"],
                    default="float32",
                    tooltip="float32 for numbers; int64 for indices, such as tokens.",
                ),
                Dataset.Input(
                    "dataset", optional=True, tooltip="The shape is taken from it, if it is wired."
                ),
            ],
            outputs=[Tensor.Output("values_out", display_name="values")],
            hidden=[io.Hidden.unique_id],
            not_idempotent=True,
        )

    @classmethod
    @refusing
    def validate_inputs(cls, shape: str | None) -> None:
        if shape is not None:
            sizes(shape)

    @classmethod
    def execute(cls, shape: str, dtype: str, dataset: Any = None) -> Any:
        found = (sizes(shape), dtype)
        if dataset is not None:
            found = (dataset.preprocessing.shape, dataset.preprocessing.dtype)
        return io.NodeOutput(builder.input(node_name("tensor", cls.hidden.unique_id), *found))


def sizes(text: str) -> tuple[int, ...]:
    """The sizes that a text lists: ``1, 128``.

    Raises:
        DocumentError: It lists none, or something else.
    """
    words = text.strip("[]() \t").replace(",", " ").split()
    if not words or not all(word.isdecimal() and int(word) > 0 for word in words):
        raise DocumentError(
            f"shape: expected sizes from 1, but {text!r} came.",
            key="shape",
            fix="write for example 784, or 1, 128.",
        )
    return tuple(map(int, words))
