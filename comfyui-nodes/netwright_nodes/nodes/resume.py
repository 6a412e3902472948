"""Going on with a run that was cancelled or killed."""

from __future__ import annotations

from typing import Any

from netwright.data import load
from netwright.training import Run

from ..comfyui import io
from ..training.asked import device_input, run_input, run_outputs
from ..training.preparing import PreparationProgress
from ..training.run_names import run_folder
from ..training.running import run_on_node
from ..wiring.refusing import refusing


class Resume(io.ComfyNode):
    """Goes on with a run from its last checkpoint."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightResume",
            display_name="Resume",
            category="Netwright/Train",
            description="Goes on with a run that was cancelled or killed, as if it never had been. "
            "A run that is finished is given as it is.",
            inputs=[run_input(), device_input()],
            outputs=run_outputs(),
            hidden=[io.Hidden.unique_id],
            is_output_node=True,
        )

    @classmethod
    @refusing
    def validate_inputs(cls, run: str | None) -> None:
        if run is not None:
            run_folder(run)

    @classmethod
    def fingerprint_inputs(cls, run: str | None, device: str | None) -> Any:
        """What changes when the run is made anew; not when this node goes on with it."""
        return (run_folder(run) / "network.json").stat().st_mtime_ns if run else 0

    @classmethod
    def execute(cls, run: str, device: str) -> Any:
        from netwright.training import resume

        found = Run.open(run_folder(run))
        progress = PreparationProgress(cls.hidden.unique_id)
        return run_on_node(
            cls,
            device,
            lambda view: resume(
                found,
                data=load(found.dataset, on_progress=progress),
                device=device,
                listeners=[view],
                should_stop=view.should_stop,
            ),
        )
