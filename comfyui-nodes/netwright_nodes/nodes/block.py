"""Several layers as one node."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.errors import DocumentError
from netwright.layers import builder
from netwright.layers.library import library_blocks

from ..comfyui import io
from ..layers.text_values import number
from ..wiring.many_inputs import many_inputs, wired
from ..wiring.node_names import node_name
from ..wiring.refusing import refusing
from ..wiring.sockets import Tensor


class BlockNode(io.ComfyNode):
    """A block of the library, or a saved one."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightBlock",
            display_name="Block",
            category="Netwright/Build",
            description="Several layers as one: a block that comes with Netwright, such as a "
            "residual one, or one that Save block has written.",
            inputs=[
                *many_inputs(1, "What flows into the block, in the order of its inputs."),
                io.Combo.Input(
                    "block",
                    options=[*library_blocks()],
                    default="residual",
                    tooltip="What they take: " + "; ".join(map(_about, library_blocks())),
                ),
                io.String.Input(
                    "parameters",
                    default="channels=16",
                    tooltip="Such as channels=16, stride=2. Nothing for a saved block.",
                ),
            ],
            outputs=[Tensor.Output("output_out", display_name="output")],
            hidden=[io.Hidden.unique_id],
            not_idempotent=True,
        )

    @classmethod
    @refusing
    def validate_inputs(cls, parameters: str | None, inputs: Any = None) -> None:
        block_parameters(parameters or "")

    @classmethod
    def execute(cls, block: str, parameters: str, **inputs: Any) -> Any:
        name = node_name(block, cls.hidden.unique_id)
        given = builder.block(block)(*wired(inputs), name=name, **block_parameters(parameters))
        return io.NodeOutput(given[0] if isinstance(given, tuple) else given)


def _about(name: str) -> str:
    block = library_blocks()[name]
    params = [f"{key}={'…' if value is None else value}" for key, value in block.params.items()]
    return f"{name} ({', '.join(params) or 'nothing'})"


def block_parameters(text: str) -> dict[str, Any]:
    """``channels=16, stride=2`` as a mapping. Raises DocumentError where it is something else."""
    found: dict[str, Any] = {}
    for part in filter(str.strip, text.split(",")):
        name, equals, value = map(str.strip, part.partition("="))
        if not (name and equals and value):
            raise DocumentError(
                f"parameters: expected name=value, but {part.strip()!r} came.",
                key="parameters",
                fix="write for example channels=16, stride=2.",
            )
        found[name] = number(value)
    return found
