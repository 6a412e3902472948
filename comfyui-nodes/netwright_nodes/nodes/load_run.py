"""A run that was made before."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.errors import NetwrightError
from netwright.training import Run

from ..comfyui import io
from ..training.run_names import run_folder, run_names
from ..wiring import sockets
from ..wiring.choices import choice
from ..wiring.fingerprints import fingerprint


class LoadRun(io.ComfyNode):
    """Takes a run from the folder of runs."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightLoadRun",
            display_name="Load run",
            category="Netwright/Train",
            description="Takes a run that was made before, to look at it, to use its model, or to "
            "begin another run with its weights.",
            inputs=[
                choice("run", run_names(), "A run in output/netwright/runs; press R for new ones.")
            ],
            outputs=[
                sockets.Model.Output("model_out", display_name="model"),
                sockets.Run.Output("run_out", display_name="run"),
                sockets.Network.Output("network_out", display_name="network"),
                sockets.Dataset.Output("dataset_out", display_name="dataset"),
                sockets.Recipe.Output("recipe_out", display_name="recipe"),
            ],
        )

    @classmethod
    def validate_inputs(cls, run: str | None) -> bool | str:
        try:
            if run is not None:
                run_folder(run)
        except NetwrightError as error:
            return str(error)
        return True

    @classmethod
    def fingerprint_inputs(cls, run: str | None) -> Any:
        return fingerprint(run_folder(run)) if run else ""

    @classmethod
    def execute(cls, run: str) -> Any:
        found = Run.open(run_folder(run))
        return io.NodeOutput(str(found.model), found, found.network, found.dataset, found.recipe)
