"""A tensor to try a network with."""

from __future__ import annotations

from typing import Any

import torch

from ...comfyui import io
from ...original.sockets import CATEGORY, Tensor
from ...original.text import sizes
from ...wiring.refusing import refusing


class CreateInput(io.ComfyNode):
    """Random numbers in a shape."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="create_intput",
            display_name="create intput",
            category=CATEGORY,
            description="Random numbers to try a network with, the same each time.",
            inputs=[
                io.String.Input(
                    "tensor_Dimensions",
                    default="[10,10]",
                    tooltip="Sizes; the first one counts samples.",
                )
            ],
            outputs=[Tensor.Output("tensor_out", display_name="tensor")],
            is_deprecated=True,
        )

    @classmethod
    @refusing
    def validate_inputs(cls, tensor_Dimensions: str | None) -> None:  # noqa: N803
        sizes("tensor_Dimensions", tensor_Dimensions or "1", "[10,10]")

    @classmethod
    def execute(cls, tensor_Dimensions: str) -> Any:  # noqa: N803 as in saved workflows
        shape = sizes("tensor_Dimensions", tensor_Dimensions, "[10,10]")
        drawn = torch.randn(shape, generator=torch.Generator().manual_seed(0))
        return io.NodeOutput(drawn)
