"""What would mislead in data."""

from __future__ import annotations

from typing import Any

from netwright.data import load

from ..comfyui import io
from ..training.preparing import PreparationProgress
from ..wiring import sockets
from ..wiring.pictures import as_image
from ..wiring.showing import shown


class CheckData(io.ComfyNode):
    """Looks for broken files, duplicates, wrong labels, leaks, imbalance."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightCheckData",
            display_name="Check data",
            category="Netwright/Data",
            description="Looks for what would mislead: duplicates, labels that seem to be wrong, "
            "samples of both sides that are the same, classes that are rare. The picture shows "
            "the samples that it speaks of.",
            inputs=[sockets.Dataset.Input("dataset")],
            outputs=[
                io.String.Output("report_out", display_name="report"),
                io.Image.Output("image_out", display_name="image"),
                io.Boolean.Output(
                    "misleads_out",
                    display_name="misleads",
                    tooltip="Whether training on it would mislead.",
                ),
            ],
            hidden=[io.Hidden.unique_id],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, dataset: Any) -> Any:
        from netwright.data.checking import as_text, check_data, findings_sheet

        prepared = load(dataset)
        report = check_data(prepared, on_progress=PreparationProgress(cls.hidden.unique_id))
        text, image = as_text(report), as_image(findings_sheet(report, prepared))
        return io.NodeOutput(text, image, report.is_misleading, ui=shown(cls, text, image))
