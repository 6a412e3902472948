"""Training."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from netwright.interfaces.documents import Network
from netwright.interfaces.files import write_atomic
from netwright.training import Run, fit

from ...comfyui import io
from ...original.data import prepared
from ...original.networks import network_of
from ...original.plans import Plan
from ...original.sockets import CATEGORY, Data, Model
from ...training.preparing import PreparationProgress
from ...training.run_names import runs_folder
from ...training.running import run_shown, trained
from ...training.watching import NodeView
from ...wiring.folders import to_write
from ...wiring.refusing import refusing


class CreateTrainingTask(io.ComfyNode):
    """Trains the network of a model."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="create_training_task",
            display_name="training",
            category=CATEGORY,
            description="Trains a model; every run begins anew. The node Train takes its place.",
            inputs=[
                Data.Input("train_dataset"),
                Model.Input("model"),
                Data.Input("val_dataset", optional=True),
                io.Int.Input(
                    "batch_size",
                    default=8,
                    min=1,
                    max=1_000_000,
                    optional=True,
                    tooltip="Samples in one step.",
                ),
                io.Int.Input(
                    "epochs",
                    default=100,
                    min=1,
                    max=1_000_000,
                    optional=True,
                    tooltip="Passes over the training pictures.",
                ),
                io.String.Input(
                    "save_log_path",
                    default="",
                    optional=True,
                    tooltip="Where the figures of each epoch are written too, as CSV, in ComfyUI's "
                    "output folder.",
                ),
            ],
            outputs=[Model.Output("model_out", display_name="model")],
            hidden=[io.Hidden.unique_id],
            is_output_node=True,
            is_deprecated=True,
        )

    @classmethod
    @refusing
    def validate_inputs(cls, save_log_path: str | None = None) -> None:
        if save_log_path:
            to_write(save_log_path)

    @classmethod
    def execute(
        cls,
        train_dataset: Any,
        model: Plan,
        val_dataset: Any = None,
        batch_size: int = 8,
        epochs: int = 100,
        save_log_path: str = "",
    ) -> Any:
        def start(view: NodeView) -> Run:
            progress = PreparationProgress(cls.hidden.unique_id)
            data = prepared(train_dataset, val_dataset, progress)
            network = network_of(model.last, data.document.preprocessing.shape)
            _write_network(model, network)
            return fit(
                network,
                data,
                model.recipe(epochs, batch_size),
                runs=runs_folder(),
                listeners=[view],
                should_stop=view.should_stop,
            )

        run = trained(cls, "auto", start)
        _write_log(save_log_path, run)
        return io.NodeOutput(replace(model, run=run), ui=run_shown(cls, run))


def _write_network(model: Plan, network: Network) -> None:
    if model.save_path is not None:
        path = to_write(model.save_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        network.write(path)


def _write_log(path: str, run: Run) -> None:
    if path:
        place = to_write(path)
        place = place if place.suffix else place / "metrics.csv"
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(Path(place), run.metrics_file.read_text(encoding="utf-8"))
