"""Data to begin with."""

from __future__ import annotations

from typing import Any

from ..comfyui import input_folder, io
from ..samples.writing import SAMPLES, write_sample


class SampleData(io.ComfyNode):
    """Writes data that come with Netwright into the input folder."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightSampleData",
            display_name="Sample data",
            category="Netwright/Data",
            description="Data that come with Netwright, written into ComfyUI's input folder, so "
            "that a first network can be trained without any of your own.",
            inputs=[
                io.Combo.Input(
                    "name",
                    options=[*SAMPLES],
                    default="digits",
                    tooltip="; ".join(f"{name}: {about}" for name, about in SAMPLES.items()),
                )
            ],
            outputs=[
                io.String.Output("path_out", display_name="path", tooltip="For a Dataset's path.")
            ],
        )

    @classmethod
    def fingerprint_inputs(cls, name: str) -> Any:
        # Here too, so that data that were deleted are there again although the path is cached.
        return write_sample(name, input_folder() / "netwright").name

    @classmethod
    def execute(cls, name: str) -> Any:
        path = write_sample(name, input_folder() / "netwright")
        return io.NodeOutput(path.relative_to(input_folder()).as_posix())
