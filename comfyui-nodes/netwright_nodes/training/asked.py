"""What a training is told: of the node that trains, and of the one that writes it down."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.documents import Recipe

from ..comfyui import io
from ..wiring import sockets


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


def asked_recipe(recipe: Recipe | None, epochs: int, seed: int) -> Recipe:
    """The recipe, or the usual one, with what the widgets say."""
    return (recipe or Recipe()).model_copy(update={"epochs": epochs, "seed": seed})
