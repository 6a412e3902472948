"""Training a network."""

from __future__ import annotations

from typing import Any

from netwright.data import load
from netwright.interfaces.errors import NetwrightError

from ..comfyui import io
from ..training.asked import asked_recipe, training_inputs
from ..training.preparing import PreparationProgress
from ..training.run_names import check_name, free_name, runs_folder
from ..training.running import DEVICES, run_on_node
from ..wiring import sockets


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
                io.Combo.Input(
                    "device", options=[*DEVICES], default="auto", tooltip="What to train on."
                ),
            ],
            outputs=[
                sockets.Model.Output("model_out", display_name="model"),
                sockets.Run.Output("run_out", display_name="run"),
            ],
            hidden=[io.Hidden.unique_id],
            is_output_node=True,
        )

    @classmethod
    def validate_inputs(cls, name: str | None) -> bool | str:
        try:
            check_name(name or "")
        except NetwrightError as error:
            return str(error)
        return True

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
