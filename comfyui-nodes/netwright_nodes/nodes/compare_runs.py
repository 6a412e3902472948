"""Runs side by side."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from netwright.interfaces.errors import UsageError
from netwright.training import Run
from netwright.training.comparing import as_table
from netwright.training.past import Past

from ..comfyui import io
from ..training.metric_columns import column_of
from ..training.run_names import run_folder, runs_folder
from ..wiring import sockets
from ..wiring.fingerprints import fingerprint
from ..wiring.pictures import as_image
from ..wiring.refusing import refusing
from ..wiring.showing import shown


class CompareRuns(io.ComfyNode):
    """Shows what differs in runs, their curves, and which is better."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightCompareRuns",
            display_name="Compare runs",
            category="Netwright/Train",
            description="Shows what is not the same in recipe, network and data of runs, their "
            "curves in one picture, and which of them is better.",
            inputs=[
                sockets.Run.Input("run_1", optional=True),
                sockets.Run.Input("run_2", optional=True),
                io.String.Input(
                    "names",
                    default="",
                    tooltip="Runs besides those wired, such as digits-01, digits-02.",
                ),
                io.String.Input(
                    "metric", default="", tooltip="Drawn beside the loss; empty: what decides."
                ),
                io.Boolean.Input(
                    "log", default=False, tooltip="Draw the loss on a logarithmic axis."
                ),
            ],
            outputs=[
                io.Image.Output("image_out", display_name="image"),
                io.String.Output("text_out", display_name="text"),
            ],
            is_output_node=True,
        )

    @classmethod
    @refusing
    def validate_inputs(cls, names: str | None) -> None:
        for name in _words(names or ""):
            run_folder(name)

    @classmethod
    def fingerprint_inputs(cls, names: str | None = "", **inputs: Any) -> Any:
        return [fingerprint(runs_folder() / name) for name in _words(names or "")]

    @classmethod
    def execute(
        cls, names: str, metric: str, log: bool, run_1: Any = None, run_2: Any = None
    ) -> Any:
        wired = [run for run in (run_1, run_2) if run is not None]
        pasts = [Past(run) for run in [*wired, *(Run.open(run_folder(n)) for n in _words(names))]]
        if len(pasts) < 2:
            raise UsageError(
                "one run cannot be compared.", fix="wire two runs, or write their names."
            )
        from netwright.training.overlay import draw_overlay  # Brings matplotlib with it.

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "curves.png"
            draw_overlay(path, pasts, column_of(metric, pasts), log)
            image = as_image(path)
        text = as_table(pasts)
        return io.NodeOutput(image, text, ui=shown(cls, text, image))


def _words(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]
