"""Two skips into one node."""

from __future__ import annotations

from typing import Any

from ...comfyui import io
from ...original.skips import join
from ...original.sockets import CATEGORY, Res


class ResConnect(io.ComfyNode):
    """Joins two skips."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="res_connect",
            display_name="res connect",
            category=CATEGORY,
            description="Joins two skips, so that one node receives both. Any merge of Netwright, "
            "such as Add or Concat, takes its place.",
            inputs=[
                Res.Input("res_1", tooltip="Combined first."),
                Res.Input("res_2", tooltip="Combined second."),
            ],
            outputs=[Res.Output("res_out", display_name="res")],
            is_deprecated=True,
        )

    @classmethod
    def execute(cls, res_1: Any, res_2: Any) -> Any:
        return io.NodeOutput(join(res_1, res_2))
