"""The sizes of a tensor."""

from __future__ import annotations

from typing import Any

from ...comfyui import io, ui
from ...original.sockets import CATEGORY, Tensor


class ShowDimensions(io.ComfyNode):
    """Shows the sizes of a tensor and passes it on."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="show_dimensions",
            display_name="show dimensions",
            category=CATEGORY,
            description="Shows the sizes of a tensor. Network summary shows those of all layers.",
            inputs=[Tensor.Input("tensor")],
            outputs=[Tensor.Output("tensor_out", display_name="tensor")],
            is_output_node=True,
            is_deprecated=True,
        )

    @classmethod
    def execute(cls, tensor: Any) -> Any:
        return io.NodeOutput(tensor, ui=ui.PreviewText(str([*tensor.shape])))
