"""A trained model from its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from netwright.interfaces.errors import ModelError

from ..comfyui import io, models_folders, output_folder
from ..wiring import sockets


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
                io.String.Input(
                    "file",
                    default="netwright/runs/digits-01/model.onnx",
                    tooltip="In ComfyUI's models/netwright or output folder, or an absolute path.",
                )
            ],
            outputs=[sockets.Model.Output("model_out", display_name="model")],
        )

    @classmethod
    def validate_inputs(cls, file: str | None) -> bool | str:
        if file is not None and not _found(file).is_file():
            return str(
                ModelError(
                    f"there is no model {file!r}.",
                    folders=f"{models_folders()[0]} and {output_folder()}",
                    fix="put the model into one of these, or write an absolute path.",
                )
            )
        return True

    @classmethod
    def fingerprint_inputs(cls, file: str | None) -> Any:
        path = _found(file or "")
        return path.stat().st_mtime_ns if path.is_file() else 0

    @classmethod
    def execute(cls, file: str) -> Any:
        return io.NodeOutput(str(_found(file)))


def _found(file: str) -> Path:
    """The first file of that name; an absolute path is itself."""
    places = [folder / file for folder in (*models_folders(), output_folder())]
    return next((place for place in places if place.is_file()), places[-1])
