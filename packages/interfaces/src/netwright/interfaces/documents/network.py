"""The network document: a graph of named inputs, nodes and outputs, with reusable blocks."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue

from netwright.interfaces.documents.base import Document, Part
from netwright.interfaces.documents.problems import Invalid

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_REFERENCE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}(\.[A-Za-z0-9_]{1,64})?")


def _identifier(name: str) -> str:
    # An id becomes an attribute of a module and a variable of generated code.
    if not _IDENTIFIER.fullmatch(name):
        raise Invalid(
            f"{name[:80]!r} is not a name",
            fix="use up to 64 letters, digits and underscores, a letter first.",
        )
    if keyword.iskeyword(name):
        raise Invalid(
            f"the name {name!r} is a word of the Python language", fix=f"write '{name}_1'."
        )
    return name


def _reference(name: str) -> str:
    if not _REFERENCE.fullmatch(name):
        raise Invalid(
            f"{name[:80]!r} is not a reference",
            fix="write the id of an input or a node, or 'id.output'.",
        )
    return name


def _json(value: Any) -> Any:
    # Python code writes kernel_size=(3, 1); JSON knows lists only.
    return [_json(item) for item in value] if isinstance(value, (list, tuple)) else value


Params = dict[str, Annotated[JsonValue, BeforeValidator(_json)]]
Identifier = Annotated[str, AfterValidator(_identifier)]
Reference = Annotated[str, AfterValidator(_reference)]
Size = Annotated[int, Field(ge=1, le=2**31 - 1)]


class Input(Part):
    """What flows into a network: a tensor of `shape`, the batch axis left out."""

    shape: tuple[Size, ...] = Field(
        max_length=8, description="Sizes without the batch axis, such as [3, 224, 224] for [C,H,W]."
    )
    dtype: Literal["float32", "int64"] = Field(
        "float32", description="float32 for numbers; int64 for indices, such as tokens."
    )


class Node(Part):
    """One layer of a network, or one use of a block."""

    id: Identifier = Field(description="The node's name, unique among nodes and inputs.")
    op: str = Field(
        max_length=128, description="A layer of the catalogue, such as Conv2d, or a block."
    )
    params: Params = Field(
        default_factory=dict, description="The layer's parameters; inferred ones may be left out."
    )
    inputs: tuple[Reference, ...] = Field(
        description="Where each input comes from: an id, or 'id.output' of a node with several."
    )
    weights_of: Identifier | None = Field(
        None, description="Another node of the same op whose weights this node uses too."
    )


class Block(Part):
    """A sub-network with parameters, used as a layer through its name as `op`.

    In the params of its nodes, ``"$channels"`` stands for the block's parameter `channels`;
    ``"$x[0]"`` is the size of its input `x` along the first axis, the batch not counted.
    ``"$channels * 4"`` and ``"$x[0] // $reduction"`` are multiples and whole fractions.
    """

    description: str = ""
    params: dict[Identifier, JsonValue] = Field(
        default_factory=dict, description="Parameters and their defaults; null must be given."
    )
    inputs: tuple[Identifier, ...] = Field(min_length=1)
    nodes: tuple[Node, ...]
    outputs: dict[Identifier, Reference] = Field(min_length=1)


class Network(Document):
    """A directed acyclic graph of layers. Equal documents build equal networks."""

    FORMAT: ClassVar[str] = "netwright.network"

    format: Literal["netwright.network"] = "netwright.network"
    version: Literal[1] = 1
    name: str = Field("network", max_length=128)
    description: str = ""
    inputs: dict[Identifier, Input] = Field(min_length=1)
    nodes: tuple[Node, ...]
    outputs: dict[Identifier, Reference] = Field(min_length=1)
    blocks: Mapping[Identifier, Block] = Field(default_factory=dict)
