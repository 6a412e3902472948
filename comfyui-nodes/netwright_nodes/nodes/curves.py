"""How a run went."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from netwright.training.past import Past

from ..comfyui import io
from ..training.metric_columns import column_of
from ..wiring import sockets
from ..wiring.pictures import as_image
from ..wiring.showing import shown


class Curves(io.ComfyNode):
    """Draws a run's loss and a metric by epoch."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightCurves",
            display_name="Curves",
            category="Netwright/Train",
            description="Draws the loss of a run and one of its metrics by epoch.",
            inputs=[
                sockets.Run.Input("run"),
                io.String.Input(
                    "metric", default="", tooltip="Drawn beside the loss; empty: what decides."
                ),
                io.Boolean.Input(
                    "log", default=False, tooltip="Draw the loss on a logarithmic axis."
                ),
            ],
            outputs=[io.Image.Output("image_out", display_name="image")],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, run: Any, metric: str, log: bool) -> Any:
        past = Past(run)
        from netwright.training.overlay import draw_overlay  # Brings matplotlib with it.

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "curves.png"
            draw_overlay(path, [past], column_of(metric, [past]), log)
            image = as_image(path)
        return io.NodeOutput(image, ui=shown(cls, image=image))
