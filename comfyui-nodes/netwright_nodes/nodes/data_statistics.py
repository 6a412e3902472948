"""How many samples of what, and how their numbers spread."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from netwright.data import load
from netwright.data.previewing.measures import measures, sizes_of

from ..comfyui import io
from ..wiring import sockets
from ..wiring.pictures import stacked
from ..wiring.showing import shown


class DataStatistics(io.ComfyNode):
    """Shows classes, sizes and columns of data, as charts and as text."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightDataStatistics",
            display_name="Data statistics",
            category="Netwright/Data",
            description="Shows how many samples each class has, how large the pictures are, how "
            "the columns of a table spread.",
            inputs=[sockets.Dataset.Input("dataset")],
            outputs=[
                io.String.Output("text_out", display_name="text"),
                io.Image.Output("image_out", display_name="image"),
            ],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, dataset: Any) -> Any:
        from netwright.data.previewing import write_charts

        data = load(dataset)
        text = "\n".join(f"{name:8}{words}" for name, words in measures(data).items())
        with tempfile.TemporaryDirectory() as folder:
            charts = write_charts(data, Path(folder), sizes_of(data))
            image = stacked([*charts.values()])
        return io.NodeOutput(text, image, ui=shown(cls, text, image))
