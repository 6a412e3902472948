"""A batch of images in two, by what a model says of them."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.errors import UsageError

from ..comfyui import blocked, io
from ..using.opened import opened
from ..using.scores import named_score, score
from ..wiring import sockets
from ..wiring.pictures import as_pixels
from ..wiring.showing import shown


class RouteImages(io.ComfyNode):
    """Parts a batch by a model's score, the best first."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightRouteImages",
            display_name="Route images",
            category="Netwright/Use",
            description="Parts a batch of images by what a trained model says of them: those with "
            "at least so much of a label, and the others. Nodes after an empty part do not run.",
            inputs=[
                sockets.Model.Input("model"),
                io.Image.Input("images"),
                io.String.Input(
                    "label",
                    default="",
                    tooltip="The label, or the number's name, that decides. Left empty: the first.",
                ),
                io.Float.Input(
                    "at_least",
                    default=0.5,
                    min=-1_000_000.0,
                    max=1_000_000.0,
                    step=0.01,
                    tooltip="The probability, or the number, from which on an image is taken.",
                ),
                io.Boolean.Input(
                    "best_first", default=True, tooltip="Order both parts by score; else as it is."
                ),
            ],
            outputs=[
                io.Image.Output("taken_out", display_name="taken"),
                io.Image.Output("others_out", display_name="others"),
                io.Int.Output("count_out", display_name="count", tooltip="How many are taken."),
                io.String.Output("scores_out", display_name="scores", tooltip="A line an image."),
            ],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, model: str, images: Any, label: str, at_least: float, best_first: bool) -> Any:
        predictor = opened(model)
        wanted = named_score(predictor.model, label)
        answers = predictor.predict([*as_pixels(images)])
        scores = [score(answer, predictor.model, wanted) for answer in answers]
        if not scores:
            raise UsageError("there are no images.", fix="wire a batch with one image at least.")
        order = sorted(range(len(scores)), key=lambda n: -scores[n] if best_first else n)
        taken = [number for number in order if scores[number] >= at_least]
        others = [number for number in order if scores[number] < at_least]
        lines = [f"{wanted} {scores[n]:.4g}: image {n + 1}" for n in order]
        text = "\n".join([f"{len(taken)} of {len(scores)} are taken", *lines])
        parts = [images[part].clone() if part else blocked() for part in (taken, others)]
        return io.NodeOutput(*parts, len(taken), "\n".join(lines), ui=shown(cls, text))
