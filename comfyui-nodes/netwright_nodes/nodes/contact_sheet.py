"""What a network will see."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from netwright.data import load
from netwright.interfaces.errors import UsageError

from ..comfyui import io
from ..wiring import sockets
from ..wiring.pictures import as_image
from ..wiring.showing import shown


class ContactSheet(io.ComfyNode):
    """Shows samples with their labels."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightContactSheet",
            display_name="Contact sheet",
            category="Netwright/Data",
            description="Shows pictures of a data set with their labels, masks or targets, as the "
            "network will see them. With a recipe wired, as its augmentation varies them.",
            inputs=[
                sockets.Dataset.Input("dataset"),
                sockets.Recipe.Input("recipe", optional=True, tooltip="Its augmentation is shown."),
                io.Int.Input("count", default=48, min=1, max=1000, tooltip="How many samples."),
            ],
            outputs=[io.Image.Output("image_out", display_name="image")],
            is_output_node=True,
        )

    @classmethod
    def execute(cls, dataset: Any, count: int, recipe: Any = None) -> Any:
        from netwright.data.previewing import write_sheets

        with tempfile.TemporaryDirectory() as folder:
            written = write_sheets(load(dataset), Path(folder), count=count, recipe=recipe)
            if not written:
                raise UsageError(
                    f"these data are no pictures, but {dataset.preprocessing.kind}.",
                    fix="look at them with the node Data statistics.",
                )
            image = as_image(written.get("augmented", written["samples"]))
        return io.NodeOutput(image, ui=shown(cls, image=image))
