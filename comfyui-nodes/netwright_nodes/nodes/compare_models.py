"""Two models, layer by layer."""

from __future__ import annotations

from typing import Any

from ..comfyui import io
from ..wiring import sockets
from ..wiring.pictures import as_pixels
from ..wiring.showing import shown
from ..wiring.text_tables import columns

_HEADS = ("layer", "op", "max diff", "mean diff", "relative")


class CompareModels(io.ComfyNode):
    """Shows how far a model is from another one, such as its quantised form."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightCompareModels",
            display_name="Compare models",
            category="Netwright/Use",
            description="Runs images through two models of one network, such as a model and its "
            "quantised form, and shows how far they are apart, layer by layer.",
            inputs=[
                sockets.Model.Input("model"),
                sockets.Model.Input("other"),
                io.Image.Input("image"),
                io.Float.Input(
                    "tolerance",
                    default=0.1,
                    min=0.0,
                    max=10.0,
                    step=0.01,
                    tooltip="The largest relative error of a layer that is taken for the same.",
                ),
            ],
            outputs=[io.String.Output("text_out", display_name="text")],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, model: str, other: str, image: Any, tolerance: float) -> Any:
        from netwright.inference import compare_layers

        found = compare_layers(model, other, [*as_pixels(image)], tolerance=tolerance)
        rows = [
            (one.id, one.op, f"{one.max_abs:.3g}", f"{one.mean_abs:.3g}", f"{one.relative:.3g}")
            for one in found.layers
        ]
        first = found.first_divergence
        verdict = "every layer is within the tolerance."
        if first is not None:
            verdict = f"{first.id!r} is the first layer past the tolerance."
        text = f"{columns([_HEADS, *rows])}\n\n{verdict}"
        return io.NodeOutput(text, ui=shown(cls, text))
