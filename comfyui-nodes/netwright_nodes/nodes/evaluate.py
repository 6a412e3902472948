"""How good a model is on labelled data."""

from __future__ import annotations

import json
from typing import Any

from ..comfyui import io
from ..training.preparing import PreparationProgress
from ..wiring import sockets
from ..wiring.showing import shown


class Evaluate(io.ComfyNode):
    """Measures a model on labelled data."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightEvaluate",
            display_name="Evaluate",
            category="Netwright/Use",
            description="Measures a model on labelled data under onnxruntime: the metrics of "
            "training, each class, what is taken for what.",
            inputs=[
                sockets.Model.Input("model"),
                sockets.Dataset.Input("dataset", tooltip="Labels are matched by name."),
                io.Combo.Input(
                    "part",
                    options=["val", "train", "all"],
                    default="val",
                    tooltip="Which samples of the data: those to validate on, to train on, or all.",
                ),
            ],
            outputs=[
                io.String.Output("text_out", display_name="text"),
                io.String.Output("metrics_out", display_name="metrics", tooltip="As JSON."),
            ],
            hidden=[io.Hidden.unique_id],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, model: str, dataset: Any, part: str) -> Any:
        from netwright.data.judging import judged_by
        from netwright.inference.commands.evaluation_lines import lines
        from netwright.inference.evaluation.examining import examine
        from netwright.inference.evaluation.thresholds import Goal

        from ..using.documents_on_disk import written_document
        from ..using.opened import opened

        predictor = opened(model)
        with written_document(dataset) as path:
            judged = judged_by(
                path,
                predictor.model.target,
                predictor.model.preprocessing,
                part=part,  # type: ignore[arg-type]
                on_progress=PreparationProgress(cls.hidden.unique_id),
            )
            found = examine(predictor, judged.samples)
        where = f"{dataset.name} ({part})"
        text = "\n".join(lines(found, where, judged.notes, Goal.of("f1")))
        metrics = json.dumps(found.meter.metrics())
        return io.NodeOutput(text, metrics, ui=shown(cls, text))
