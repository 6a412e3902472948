"""A smaller or faster form of a model."""

from __future__ import annotations

from typing import Any

from ..comfyui import io, tell
from ..using.model_files import new_model_path
from ..wiring import sockets
from ..wiring.refusing import refusing
from ..wiring.showing import shown


class Quantize(io.ComfyNode):
    """Makes a model smaller or faster, if it stays good enough."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightQuantize",
            display_name="Quantize",
            category="Netwright/Use",
            description="Makes a model smaller or faster, measured on labelled data, and refused "
            "where it costs more than the tolerance.",
            inputs=[
                sockets.Model.Input("model"),
                io.Combo.Input(
                    "to",
                    options=["optimized", "fp16", "int8", "int8-static"],
                    default="int8-static",
                    tooltip="optimized: what can be computed beforehand is; fp16: half the size; "
                    "int8: a quarter; int8-static: a quarter, and faster on most CPUs.",
                ),
                io.Float.Input(
                    "tolerance",
                    default=0.01,
                    min=0.0,
                    max=1.0,
                    step=0.001,
                    tooltip="How much worse it may be, such as 0.01 of accuracy.",
                ),
                io.String.Input(
                    "filename",
                    default="quantized",
                    tooltip="In ComfyUI's models/netwright folder. A model of that name is "
                    "replaced.",
                ),
                sockets.Dataset.Input(
                    "dataset", optional=True, tooltip="Left out: the data of the model's run."
                ),
            ],
            outputs=[
                sockets.Model.Output("model_out", display_name="model"),
                io.String.Output("text_out", display_name="text"),
            ],
            hidden=[io.Hidden.unique_id],
            is_output_node=True,
        )

    @classmethod
    @refusing
    def validate_inputs(cls, filename: str | None) -> None:
        new_model_path(filename or "quantized")

    @classmethod
    def execute(
        cls, model: str, to: str, tolerance: float, filename: str, dataset: Any = None
    ) -> Any:
        from contextlib import nullcontext

        from netwright.inference import quantize
        from netwright.inference.commands.quantize_page import rows

        from ..using.documents_on_disk import written_document
        from ..wiring.text_tables import columns

        path = new_model_path(filename)
        path.parent.mkdir(parents=True, exist_ok=True)
        with nullcontext() if dataset is None else written_document(dataset) as data:
            found = quantize(
                model,
                to,  # type: ignore[arg-type]
                data=data,
                tolerance=tolerance,
                out=path,
                force=True,
                on_step=lambda step: tell(step, cls.hidden.unique_id),
            )
        table = columns([("", "before", "after", "change"), *rows(found)])
        text = f"written: {path}\n{table}"
        return io.NodeOutput(str(path), text, ui=shown(cls, text))
