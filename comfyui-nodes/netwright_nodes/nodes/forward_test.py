"""What a model says to images."""

from __future__ import annotations

import json
from typing import Any

from ..comfyui import io
from ..using.both import onnx_outputs
from ..using.opened import opened
from ..using.scores import said, told_of
from ..wiring import sockets
from ..wiring.pictures import as_pixels
from ..wiring.showing import shown

_MOST_NUMBERS = 100_000


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
                io.String.Output(
                    "raw_out",
                    display_name="raw",
                    tooltip="As JSON: the numbers that the model gives, a list for each image. Of "
                    "more than 100,000 numbers their shape alone.",
                ),
            ],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, model: str, image: Any, top: int) -> Any:
        predictor = opened(model)
        answers = [*predictor.predict([*as_pixels(image)])]
        lines = "\n".join(said(answer, predictor.model, top) for answer in answers)
        told = json.dumps([told_of(answer, top) for answer in answers], ensure_ascii=False)
        label, raw = getattr(answers[0], "label", ""), _raw(model, as_pixels(image))
        return io.NodeOutput(label, told, raw, ui=shown(cls, lines, image[..., :3]))


def _raw(model: str, pictures: Any) -> str:
    _, given = onnx_outputs(model, pictures)
    if given.size > _MOST_NUMBERS:
        return json.dumps({"shape": given.shape})
    return json.dumps(given.tolist())
