"""All runs at a glance."""

from __future__ import annotations

import io as text_io
from typing import Any

from netwright.training.listing import as_table, runs_in

from ..comfyui import io
from ..training.run_names import runs_folder
from ..wiring.fingerprints import fingerprint
from ..wiring.showing import shown


class ListRuns(io.ComfyNode):
    """Lists the runs with their data, best metric and what became of them."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightListRuns",
            display_name="List runs",
            category="Netwright/Train",
            description="Lists all runs: data, task, epochs, how good they are, and what became of "
            "them.",
            inputs=[],
            outputs=[io.String.Output("table_out", display_name="table")],
            is_output_node=True,
        )

    @classmethod
    def fingerprint_inputs(cls) -> Any:
        return fingerprint(runs_folder())

    @classmethod
    def execute(cls) -> Any:
        from rich.console import Console

        found, strange = runs_in(runs_folder())
        lines = text_io.StringIO()
        if found:
            Console(file=lines, highlight=False, width=1000).print(as_table(found))
        text = "\n".join(line.rstrip() for line in lines.getvalue().splitlines())
        text = text or f"There are no runs in {runs_folder()}."
        told = "\n".join([text, *(f"{name}: {error}" for name, error in strange.items())])
        return io.NodeOutput(told, ui=shown(cls, told))
