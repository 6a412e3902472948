"""What a training is told, and what it gives: of the nodes that train, go on, write down, load."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.documents import Recipe

from ..comfyui import io
from ..wiring import sockets
from ..wiring.choices import choice
from .run_names import run_names

_DEVICES = ("auto", "cpu", "cuda", "mps")


def training_inputs() -> list[Any]:
    """Data, network, recipe, epochs and seed, in the order of the sockets and widgets."""
    return [
        sockets.Dataset.Input("dataset"),
        sockets.Network.Input(
            "network", optional=True, tooltip="Without one, a network that suits the data."
        ),
        sockets.Recipe.Input("recipe", optional=True, tooltip="How to train."),
        io.Int.Input("epochs", default=10, min=1, max=1_000_000, tooltip="Passes over the data."),
        io.Int.Input(
            "seed",
            control_after_generate=False,
            default=0,
            min=0,
            max=2**31 - 1,
            tooltip="Same seed, same result.",
        ),
    ]


def device_input() -> Any:
    """The widget of what to train on."""
    return io.Combo.Input(
        "device", options=[*_DEVICES], default="auto", tooltip="What to train on."
    )


def run_input() -> Any:
    """The widget of which run to take."""
    return choice("run", run_names(), "A run in output/netwright/runs; press R for new ones.")


def run_outputs() -> list[Any]:
    """What a run gives: its model, and itself."""
    return [
        sockets.Model.Output("model_out", display_name="model"),
        sockets.Run.Output("run_out", display_name="run"),
    ]


def asked_recipe(recipe: Recipe | None, epochs: int, seed: int) -> Recipe:
    """The recipe, or the usual one, with what the widgets say."""
    return (recipe or Recipe()).model_copy(update={"epochs": epochs, "seed": seed})
