"""Training a network."""

from __future__ import annotations

from typing import Any

from netwright.data import load

from ..comfyui import io
from ..training.asked import asked_recipe, device_input, run_outputs, training_inputs
from ..training.preparing import PreparationProgress
from ..training.run_names import check_name, free_name, runs_folder
from ..training.running import run_on_node
from ..wiring import sockets
from ..wiring.refusing import refusing


class Train(io.ComfyNode):
    """Trains a network on a data set, and exports what it has learnt."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightTrain",
            display_name="Train",
            category="Netwright/Train",
            description="Trains a network on a data set and exports the best epoch as model.onnx. "
            "Cancel keeps what was learnt; the node Resume goes on. Runs lie in "
            "output/netwright/runs.",
            inputs=[
                *training_inputs(),
                sockets.Run.Input(
                    "begin_with",
                    optional=True,
                    tooltip="A run whose weights to begin with; what does not fit begins anew.",
                ),
                io.String.Input(
                    "name",
                    default="",
                    tooltip="The run's name, to which a number is added. Left empty, the data's.",
                ),
                device_input(),
            ],
            outputs=run_outputs(),
            hidden=[io.Hidden.unique_id],
            is_output_node=True,
        )

    @classmethod
    @refusing
    def validate_inputs(cls, name: str | None) -> None:
        check_name(name or "")

    @classmethod
    def execute(
        cls,
        dataset: Any,
        epochs: int,
        seed: int,
        name: str,
        device: str,
        network: Any = None,
        recipe: Any = None,
        begin_with: Any = None,
    ) -> Any:
        from netwright.training import fit

        return run_on_node(
            cls,
            device,
            lambda view: fit(
                network,
                load(dataset, on_progress=PreparationProgress(cls.hidden.unique_id)),
                asked_recipe(recipe, epochs, seed),
                runs=runs_folder(),
                name=free_name(name) if name.strip() else None,
                device=device,
                weights_from=begin_with,
                listeners=[view],
                should_stop=view.should_stop,
            ),
        )
