"""How to train."""

from __future__ import annotations

from typing import Any

from ..comfyui import io
from ..training.augmentations import AUGMENTATIONS
from ..training.recipes import LOSSES, OPTIMIZERS, PRECISIONS, SCHEDULES, SUITED, recipe_of
from ..wiring import sockets
from ..wiring.refusing import refusing


class RecipeNode(io.ComfyNode):
    """How a network is trained, but for the epochs and the seed, which are Train's."""

    @classmethod
    def define_schema(cls) -> Any:
        return io.Schema(
            node_id="NetwrightRecipe",
            display_name="Recipe",
            category="Netwright/Train",
            description="How a network is trained: optimizer, learning rate, augmentation, when "
            "to stop. Epochs and seed are set on the node Train.",
            inputs=[*_optimization(), *_data(), *_stopping(), _more()],
            outputs=[sockets.Recipe.Output("recipe_out", display_name="recipe")],
        )

    @classmethod
    @refusing
    def validate_inputs(
        cls,
        optimizer: str | None,
        schedule: str | None,
        loss: str | None,
        batch_size: str | None,
        more: str | None,
    ) -> None:
        widgets: dict[str, Any] = {
            "optimizer": optimizer,
            "schedule": schedule,
            "loss": loss,
            "batch_size": batch_size,
            "more": more,
        }
        # What is wired is not known yet.
        recipe_of(**{name: value for name, value in widgets.items() if value is not None})

    @classmethod
    def execute(cls, **widgets: Any) -> Any:
        return io.NodeOutput(recipe_of(**widgets))


def _optimization() -> list[Any]:
    return [
        io.Combo.Input(
            "optimizer",
            options=[*OPTIMIZERS],
            default="AdamW",
            tooltip="What changes the weights. AdamW suits nearly everything.",
        ),
        io.Float.Input(
            "learning_rate",
            default=0.0,
            min=0.0,
            max=100.0,
            step=0.0001,
            round=0.0000001,
            tooltip="The largest learning rate; 0 takes what suits the optimizer.",
        ),
        io.Combo.Input(
            "schedule",
            options=[*SCHEDULES],
            default="one_cycle",
            tooltip="How the learning rate changes over the epochs.",
        ),
        io.Combo.Input(
            "loss",
            options=[SUITED, *LOSSES],
            default=SUITED,
            tooltip="What is made small; without one named, what suits the task.",
        ),
        io.String.Input(
            "batch_size",
            default="64",
            tooltip="Samples in one step; or auto, the largest that fits the device.",
        ),
    ]


def _data() -> list[Any]:
    return [
        io.Combo.Input(
            "augmentation",
            options=[*AUGMENTATIONS],
            default="none",
            tooltip="How training pictures are varied. "
            + "; ".join(map(_variation, AUGMENTATIONS)),
        ),
        io.Combo.Input(
            "sampling",
            options=["uniform", "balanced"],
            default="uniform",
            tooltip="balanced draws every class equally often, however many samples it has.",
        ),
    ]


def _stopping() -> list[Any]:
    return [
        io.Int.Input(
            "patience",
            default=0,
            min=0,
            max=100_000,
            tooltip="Training ends after so many epochs without a better one; 0: never.",
        ),
        io.Float.Input(
            "minutes",
            default=0.0,
            min=0.0,
            max=1_000_000.0,
            step=0.5,
            tooltip="Training ends after so many minutes, its work kept; 0: never.",
        ),
        io.Combo.Input(
            "precision",
            options=[*PRECISIONS],
            default="fp32",
            tooltip="What is computed in; auto is the fastest that the device has of its own.",
        ),
    ]


def _more() -> Any:
    return io.String.Input(
        "more",
        default="",
        multiline=True,
        tooltip="Any key of a recipe as TOML, over what is set above: clip_norm = 1.0, "
        "ema_decay = 0.999, optimizer.weight_decay = 0.05.",
    )


def _variation(name: str) -> str:
    steps = ", ".join(step.name for step in AUGMENTATIONS[name])
    return f"{name}: {steps or 'not at all'}"
