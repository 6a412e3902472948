"""A run that was made before."""

from __future__ import annotations

from typing import Any

from netwright.training import Run

from ..comfyui import io
from ..training.asked import run_input, run_outputs
from ..training.run_names import run_folder
from ..wiring import sockets
from ..wiring.fingerprints import fingerprint
from ..wiring.refusing import refusing


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
            inputs=[run_input()],
            outputs=[
                *run_outputs(),
                sockets.Network.Output("network_out", display_name="network"),
                sockets.Dataset.Output("dataset_out", display_name="dataset"),
                sockets.Recipe.Output("recipe_out", display_name="recipe"),
            ],
        )

    @classmethod
    @refusing
    def validate_inputs(cls, run: str | None) -> None:
        if run is not None:
            run_folder(run)

    @classmethod
    def fingerprint_inputs(cls, run: str | None) -> Any:
        return fingerprint(run_folder(run)) if run else ""

    @classmethod
    def execute(cls, run: str) -> Any:
        found = Run.open(run_folder(run))
        return io.NodeOutput(str(found.model), found, found.network, found.dataset, found.recipe)
