"""What a model says to images."""

from __future__ import annotations

import json
from typing import Any

from ..comfyui import io
from ..using.opened import opened
from ..using.scores import told_of
from ..wiring import sockets
from ..wiring.pictures import as_pixels
from ..wiring.showing import shown


class ForwardTest(io.ComfyNode):
    """Runs images through a model and shows its answers."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightForwardTest",
            display_name="Forward test",
            category="Netwright/Use",
            description="Runs images through a trained model under onnxruntime, and shows what it "
            "says to each.",
            inputs=[
                sockets.Model.Input("model"),
                io.Image.Input("image"),
                io.Int.Input("top", default=3, min=1, max=1000, tooltip="How many labels to show."),
            ],
            outputs=[
                io.String.Output(
                    "label_out", display_name="label", tooltip="Of the first image, if it has one."
                ),
                io.String.Output("answers_out", display_name="answers", tooltip="As JSON."),
            ],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, model: str, image: Any, top: int) -> Any:
        answers = [*opened(model).predict([*as_pixels(image)])]
        told = [told_of(answer, top) for answer in answers]
        label = getattr(answers[0], "label", "")
        lines = "\n".join(json.dumps(answer, ensure_ascii=False) for answer in told)
        return io.NodeOutput(label, json.dumps(told, ensure_ascii=False), ui=shown(cls, lines))
