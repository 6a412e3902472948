"""The report of a run."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.errors import RunError
from netwright.training.past import Past
from netwright.training.telling import facts_in_words

from ..comfyui import io
from ..wiring import sockets
from ..wiring.pictures import stacked
from ..wiring.showing import shown


class Report(io.ComfyNode):
    """Shows the pictures and the facts of a run's report."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightReport",
            display_name="Report",
            category="Netwright/Train",
            description="Shows a run's report: curves, what is mistaken for what, the worst "
            "mistakes, and what it was trained with. The page itself lies in the run's folder.",
            inputs=[sockets.Run.Input("run")],
            outputs=[
                io.Image.Output("image_out", display_name="image"),
                io.String.Output("text_out", display_name="text"),
                io.String.Output("page_out", display_name="page", tooltip="The path of the page."),
            ],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, run: Any) -> Any:
        pictures = sorted(run.report.parent.glob("*.png"), key=lambda path: path.name)
        if not pictures:
            raise RunError(
                "the run has no report.", folder=run.folder, fix="go on with it: node Resume."
            )
        curves = run.report.parent / "curves.png"
        image = stacked([curves, *(path for path in pictures if path != curves)])
        text = facts_in_words(Past(run))
        return io.NodeOutput(image, text, str(run.report), ui=shown(cls, text, image))
