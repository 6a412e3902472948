"""A network with how it is to be trained."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.errors import DocumentError

from ...comfyui import io
from ...original.plans import LOSSES, Plan
from ...original.sockets import CATEGORY, Layer, Model
from ...original.text import numbers
from ...wiring.folders import to_write
from ...wiring.refusing import refusing


class CreateModel(io.ComfyNode):
    """Ends a network and says how it is trained."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="create_model",
            display_name="create model",
            category=CATEGORY,
            description="Ends a network and says how it is trained. The nodes Network and Recipe "
            "take its place.",
            inputs=[
                Layer.Input("layer"),
                io.String.Input("lr", default="0.001", tooltip="The learning rate."),
                io.Combo.Input(
                    "loss",
                    options=[*LOSSES],
                    default=next(iter(LOSSES)),
                    tooltip="What is made small. The binary one is for two classes.",
                ),
                io.Boolean.Input(
                    "save_serialization",
                    default=True,
                    tooltip="Write the network's document when it is trained.",
                ),
                io.String.Input(
                    "save_path",
                    default="",
                    optional=True,
                    tooltip="Its name in ComfyUI's output folder.",
                ),
            ],
            outputs=[Model.Output("model_out", display_name="model")],
            is_deprecated=True,
        )

    @classmethod
    @refusing
    def validate_inputs(cls, lr: str | None, save_path: str | None = None) -> None:
        _learning_rate(lr or "0.001")
        if save_path:
            to_write(save_path)

    @classmethod
    def execute(
        cls, layer: Any, lr: str, loss: str, save_serialization: bool, save_path: str = ""
    ) -> Any:
        path = save_path if save_serialization and save_path else None
        return io.NodeOutput(Plan(layer, _learning_rate(lr), loss, path))


def _learning_rate(text: str) -> float:
    found = numbers("lr", text, float, "0.001")
    if len(found) > 1 or not 0 < found[0] <= 10:
        raise DocumentError(
            f"lr: expected a number above 0 and up to 10, but {text!r} came.",
            key="lr",
            fix="write for example 0.001.",
        )
    return found[0]
