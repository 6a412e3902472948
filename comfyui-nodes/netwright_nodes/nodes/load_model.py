"""A trained model from its file."""

from __future__ import annotations

from typing import Any

from ..comfyui import io
from ..using.model_files import model_names, model_path
from ..wiring import sockets
from ..wiring.choices import choice
from ..wiring.refusing import refusing


class LoadModel(io.ComfyNode):
    """A model.onnx that Netwright wrote."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightLoadModel",
            display_name="Load model",
            category="Netwright/Use",
            description="Takes a model that was trained before.",
            inputs=[
                choice(
                    "file",
                    model_names(),
                    "A model in ComfyUI's models/netwright folder, or of a run in its output "
                    "folder; press R for new ones.",
                )
            ],
            outputs=[sockets.Model.Output("model_out", display_name="model")],
        )

    @classmethod
    @refusing
    def validate_inputs(cls, file: str | None) -> None:
        if file is not None:
            model_path(file)

    @classmethod
    def fingerprint_inputs(cls, file: str | None) -> Any:
        return model_path(file).stat().st_mtime_ns if file else 0

    @classmethod
    def execute(cls, file: str) -> Any:
        return io.NodeOutput(str(model_path(file)))
