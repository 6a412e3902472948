"""ComfyUI's own Load Image, as far as workflows of our nodes need it."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.errors import UsageError

from ..comfyui import input_folder, io
from ..wiring.folders import inside
from ..wiring.pictures import as_image
from ..wiring.refusing import refusing


class LoadImage(io.ComfyNode):
    """A picture of the input folder."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="LoadImage",
            inputs=[io.Combo.Input("image", options=[])],
            outputs=[io.Image.Output("IMAGE")],
        )

    @classmethod
    @refusing
    def validate_inputs(cls, image: str) -> None:
        if not inside(input_folder(), image).is_file():
            raise UsageError(f"there is no {image!r}.", folder=input_folder(), fix="put it there.")

    @classmethod
    def fingerprint_inputs(cls, image: str) -> Any:
        return inside(input_folder(), image).stat().st_mtime_ns

    @classmethod
    def execute(cls, image: str) -> Any:
        return io.NodeOutput(as_image(inside(input_folder(), image)))
