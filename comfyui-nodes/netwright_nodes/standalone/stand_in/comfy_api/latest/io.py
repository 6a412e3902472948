"""Types of sockets and widgets, the schema of a node, what a node gives, and the node's base."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import SimpleNamespace
from typing import Any


class Input:
    """A socket or a widget of a node. What is said of it besides its id is kept as `options`."""

    io_type = "*"

    def __init__(self, id: str, *, optional: bool = False, **options: Any) -> None:
        self.id, self.optional, self.options = id, optional, options


class Output:
    """What a node gives at one of its places."""

    io_type = "*"

    def __init__(self, id: str, *, is_output_list: bool = False, **options: Any) -> None:
        self.id, self.is_output_list, self.options = id, is_output_list, options


def Custom(io_type: str) -> Any:  # noqa: N802 as ComfyUI spells it
    """A type of sockets, with its inputs and outputs."""
    return SimpleNamespace(
        io_type=io_type,
        Input=type("Input", (Input,), {"io_type": io_type}),
        Output=type("Output", (Output,), {"io_type": io_type}),
    )


Int, Float, String, Boolean = map(Custom, ("INT", "FLOAT", "STRING", "BOOLEAN"))
Combo, Image, Mask, AnyType = map(Custom, ("COMBO", "IMAGE", "MASK", "*"))


class Autogrow:
    """Sockets that grow: as many as are wired, up to a limit."""

    class TemplatePrefix:
        """What each of them is like."""

        def __init__(self, input: Input, prefix: str, min: int = 1, max: int = 10) -> None:
            self.input, self.prefix, self.min, self.max = input, prefix, min, max

    class Input(Input):
        """All of them together."""

        io_type = "COMFY_AUTOGROW_V3"

        def __init__(self, id: str, template: Autogrow.TemplatePrefix, **options: Any) -> None:
            super().__init__(id, **options)
            self.template = template


class Hidden(str, Enum):
    """What a node may ask to be told."""

    unique_id = "UNIQUE_ID"
    prompt = "PROMPT"
    extra_pnginfo = "EXTRA_PNGINFO"


class NodeOutput:
    """What a node gives, and what it shows."""

    def __init__(self, *args: Any, ui: Any = None, block_execution: str | None = None) -> None:
        self.args, self.ui, self.block_execution = args, ui, block_execution


@dataclass
class Schema:
    """All that is said of a node."""

    node_id: str
    display_name: str | None = None
    category: str = "sd"
    inputs: list[Input] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    description: str = ""
    is_input_list: bool = False
    is_output_node: bool = False
    is_deprecated: bool = False
    is_experimental: bool = False
    not_idempotent: bool = False

    def validate(self) -> None:
        """Refuse ids that are used twice, also by an input and an output: old versions do."""
        ids = [*(part.id for part in self.inputs), *(part.id for part in self.outputs)]
        if len(set(ids)) < len(ids):
            raise ValueError(f"ids must be unique: {sorted(ids)}")


class ComfyNode:
    """The base of nodes."""

    hidden: Any = None

    @classmethod
    def define_schema(cls) -> Schema:
        """What the node is."""
        raise NotImplementedError

    @classmethod
    def execute(cls, **inputs: Any) -> NodeOutput:
        """What the node does."""
        raise NotImplementedError

    @classmethod
    def GET_SCHEMA(cls) -> Schema:  # noqa: N802 as ComfyUI spells it
        """The schema, checked."""
        schema = cls.define_schema()
        schema.validate()
        return schema
