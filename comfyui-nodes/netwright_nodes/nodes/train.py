"""Training a network."""

from __future__ import annotations

from typing import Any

import torch

from netwright.data import load
from netwright.interfaces.documents import Recipe
from netwright.training import fit

from ..comfyui import free_the_gpu, io, is_interrupted, output_folder, stop_if_interrupted, ui
from ..training.preparing import PreparationProgress
from ..training.watching import NodeView
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
            "Cancel keeps what was learnt. Runs lie in output/netwright/runs.",
            inputs=[
                sockets.Dataset.Input("dataset"),
                sockets.Network.Input(
                    "network", optional=True, tooltip="Without one, a network that suits the data."
                ),
                sockets.Recipe.Input("recipe", optional=True, tooltip="How to train."),
                io.Int.Input(
                    "epochs", default=10, min=1, max=1_000_000, tooltip="Passes over the data."
                ),
                io.Int.Input(
                    "seed",
                    control_after_generate=False,
                    default=0,
                    min=0,
                    max=2**31 - 1,
                    tooltip="Same seed, same result.",
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
    def execute(
        cls, dataset: Any, epochs: int, seed: int, network: Any = None, recipe: Any = None
    ) -> Any:
        node = cls.hidden.unique_id
        free_the_gpu()
        # ComfyUI runs nodes under inference_mode, in which nothing can be made that learns.
        with torch.inference_mode(False):
            run = fit(
                network,
                load(dataset, on_progress=PreparationProgress(node)),
                (recipe or Recipe()).model_copy(update={"epochs": epochs, "seed": seed}),
                runs=output_folder() / "netwright" / "runs",
                listeners=[NodeView(node)],
                should_stop=is_interrupted,
            )
        stop_if_interrupted()
        return io.NodeOutput(str(run.model), run, ui=ui.PreviewText(f"run: {run.folder}"))
