"""What a model says to images."""

from __future__ import annotations

import json
from typing import Any

from netwright.inference import Predictor

from ..comfyui import io, ui
from ..wiring import sockets
from ..wiring.pictures import as_pixels


class ForwardTest(io.ComfyNode):
    """Runs images through a model and shows its answers."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightForwardTest",
            display_name="Forward test",
            category="Netwright/Use",
            description="Runs images through a trained model, and shows what it says to each.",
            inputs=[
                sockets.Model.Input("model"),
                io.Image.Input("image"),
                io.Int.Input("top", default=3, min=1, max=1000, tooltip="How many labels to show."),
            ],
            outputs=[
                io.String.Output("label_out", display_name="label"),
                io.String.Output("answers_out", display_name="answers", tooltip="As JSON."),
            ],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, model: str, image: Any, top: int) -> Any:
        answers = [*Predictor(model).predict([*as_pixels(image)])]
        told = json.dumps([answer.to_dict(top=top) for answer in answers], ensure_ascii=False)
        label = getattr(answers[0], "label", "")
        return io.NodeOutput(label, told, ui=ui.PreviewText(told))
