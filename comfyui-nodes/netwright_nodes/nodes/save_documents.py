"""All that a training is told, as files."""

from __future__ import annotations

from typing import Any

from ..comfyui import io, output_folder
from ..training.asked import asked_recipe, training_inputs
from ..wiring.folders import inside
from ..wiring.refusing import refusing
from ..wiring.showing import shown


class SaveDocuments(io.ComfyNode):
    """Writes network, data set and recipe as the three documents of a training."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightSaveDocuments",
            display_name="Save documents",
            category="Netwright/Train",
            description="Writes network, data set and recipe as files, from which netwright train "
            "gives in any shell the weights that the node Train gives here, bit for bit.",
            inputs=[
                *training_inputs(),
                io.String.Input(
                    "folder",
                    default="netwright/documents",
                    tooltip="In ComfyUI's output folder. Documents that lie there are replaced.",
                ),
            ],
            outputs=[
                io.String.Output(
                    "command_out", display_name="command", tooltip="To train the same in a shell."
                )
            ],
            is_output_node=True,
        )

    @classmethod
    @refusing
    def validate_inputs(cls, folder: str | None) -> None:
        inside(output_folder(), folder or "documents")

    @classmethod
    def execute(
        cls,
        dataset: Any,
        epochs: int,
        seed: int,
        folder: str,
        network: Any = None,
        recipe: Any = None,
    ) -> Any:
        from netwright.layers import suited_network
        from netwright.training.repeating import train_command

        place = inside(output_folder(), folder)
        place.mkdir(parents=True, exist_ok=True)
        (network or suited_network(dataset)).write(place / "network.json")
        dataset.write(place / "dataset.json")
        asked_recipe(recipe, epochs, seed).write(place / "recipe.json")
        command = train_command(place)
        return io.NodeOutput(command, ui=shown(cls, f"written: {place}\n{command}"))
