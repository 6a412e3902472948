"""Where rows of a table enter a network."""

from __future__ import annotations

from typing import Any

from netwright.layers import builder

from ..comfyui import io
from ..wiring.node_names import node_name
from ..wiring.sockets import Dataset, Tensor


class TableInput(io.ComfyNode):
    """The first node of a network that looks at rows of a table."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightTableInput",
            display_name="Table input",
            category="Netwright/Build",
            description="Where rows of a table enter a network. Wire a data set into it, and it "
            "has as many features as that set's columns make, whatever is typed.",
            inputs=[
                io.Int.Input(
                    "features",
                    default=4,
                    min=1,
                    max=2**31 - 1,
                    tooltip="One for each column of numbers, and one for each word of a column "
                    "of words.",
                ),
                Dataset.Input(
                    "dataset", optional=True, tooltip="The size is taken from it, if it is wired."
                ),
            ],
            outputs=[Tensor.Output("rows_out", display_name="rows", tooltip="[features]")],
            hidden=[io.Hidden.unique_id],
            not_idempotent=True,
        )

    @classmethod
    def execute(cls, features: int, dataset: Any = None) -> Any:
        shape = (features,) if dataset is None else dataset.preprocessing.shape
        return io.NodeOutput(builder.input(node_name("rows", cls.hidden.unique_id), shape))
