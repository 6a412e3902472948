"""What the reference page of a layer says, from its class alone and without torch.

The command `netwright layers show`, the pages in docs/layers and the help of `builder` all say it.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from netwright.interfaces.documents import Node
from netwright.layers.layer import Example, Layer
from netwright.layers.pages.value_words import default_words, value_words


class Parameter(NamedTuple):
    """A parameter as a page shows it."""

    name: str
    type: str
    default: str
    description: str

    def sentences(self) -> str:
        """What it is, and which values it takes."""
        return f"{self.description} {self.type[:1].upper()}{self.type[1:]}."


def parameters(kind: type[Layer]) -> list[Parameter]:
    """The layer's parameters: those that must be given first, those that are inferred last."""
    schema = kind.model_json_schema()["properties"] if kind.model_fields else {}
    inferred = kind.inferred_fields()
    found = [
        Parameter(
            name,
            value_words(schema[name]),
            "inferred" if name in inferred else default_words(schema[name]),
            field.description or "",
        )
        for name, field in kind.model_fields.items()
    ]
    order = {"required": 0, "inferred": 2}
    return sorted(found, key=lambda parameter: order.get(parameter.default, 1))


def details(kind: type[Layer]) -> list[str]:
    """The paragraphs of the docstring after the first line."""
    text = inspect.cleandoc(kind.__doc__ or "").partition("\n")[2]
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def facts(kind: type[Layer]) -> dict[str, str]:
    """What is to be said of a layer in a line each, where there is something to say."""
    found = {
        "takes": takes(kind),
        "gives": ", ".join(kind.output_names),
        "computes": kind.formula,
        "example": call(kind, kind.examples[0]),
        "ONNX": onnx(kind),
        "from": kind.paper,
    }
    return {name: fact for name, fact in found.items() if fact}


def by_category(kinds: Iterable[type[Layer]]) -> Iterator[tuple[str, list[type[Layer]]]]:
    """The categories in alphabetical order, each with its layers in alphabetical order."""
    ordered = sorted(kinds, key=lambda kind: (kind.category, kind.op().lower()))
    for category, members in itertools.groupby(ordered, key=lambda kind: kind.category):
        yield category, list(members)


def takes(kind: type[Layer]) -> str:
    """The shapes and values it takes, in words."""
    shapes = " or ".join(f"[{letters}]" for letters in kind.takes) or "any shape"
    count = "two or more inputs of " if kind.variadic else ""
    return f"{count}{shapes}, {' or '.join(kind.dtypes)}"


def onnx(kind: type[Layer]) -> str:
    """The ONNX operators it becomes, or why it becomes none."""
    return f"not exported: {kind.not_in_onnx}" if kind.not_in_onnx else kind.onnx


def input_names(kind: type[Layer], example: Example) -> list[str]:
    """What the inputs of an example are called."""
    if kind.variadic:
        return [f"input_{number}" for number, _ in enumerate(example.inputs, start=1)]
    return list(kind.input_names) if len(kind.input_names) > 1 else ["x"]


def output_names(kind: type[Layer]) -> list[str]:
    """What the outputs of an example are called."""
    return list(kind.output_names) if len(kind.output_names) > 1 else ["y"]


def call(kind: type[Layer], example: Example) -> str:
    """The builder's call of an example, such as ``conv2d(x, out_channels=8, kernel_size=3)``."""
    arguments = [*input_names(kind, example), *settings(example)]
    return f"{kind.op().lower()}({', '.join(arguments)})"


def settings(example: Example) -> list[str]:
    """The parameters of an example as Python writes them: ``kernel_size=(3, 1)``."""
    return [f"{name}={_python(value)}" for name, value in example.params.items()]


def node(kind: type[Layer], example: Example) -> Node:
    """An example as a node of a network document."""
    return Node(
        id=kind.op().lower(),
        op=kind.op(),
        params=dict(example.params),
        inputs=tuple(input_names(kind, example)),
    )


def _python(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return repr(tuple(value)) if isinstance(value, (list, tuple)) else repr(value)
