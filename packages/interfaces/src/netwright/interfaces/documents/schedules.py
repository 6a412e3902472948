"""The schedules of a recipe: how the learning rate moves from step to step.

Names are those of `torch.optim.lr_scheduler`. `warmup` comes first and is a straight line from
almost nothing; the schedule itself then has what is left of the steps.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from netwright.interfaces.documents.base import Part

Warmup = Annotated[
    float, Field(ge=0, le=1_000, description="Below 1 a share of all steps; from 1 on, epochs.")
]
Final = Annotated[
    float, Field(ge=0, le=1, description="What is left of the learning rate at the end, 0 to 1.")
]
Gamma = Annotated[float, Field(gt=0, le=1, description="What the learning rate is multiplied by.")]


class ConstantSchedule(Part):
    """The same learning rate throughout."""

    name: Literal["constant"] = "constant"
    warmup: Warmup = 0.0


class StepSchedule(Part):
    """The learning rate is multiplied by `gamma` every `step_size` epochs."""

    name: Literal["step"] = "step"
    step_size: int = Field(10, ge=1, description="Epochs.")
    gamma: Gamma = 0.1
    warmup: Warmup = 0.0


class CosineSchedule(Part):
    """Half a wave of a cosine down to `final` (Loshchilov and Hutter, 2017)."""

    name: Literal["cosine"] = "cosine"
    final: Final = 0.0
    warmup: Warmup = 0.0


class OneCycleSchedule(Part):
    """Up from a 25th in half a cosine, then down to almost nothing (Smith and Topin, 2018)."""

    name: Literal["one_cycle"] = "one_cycle"
    warmup: Warmup = Field(
        0.3, description="The way up. Below 1 a share of all steps; from 1 on, epochs."
    )


class LinearSchedule(Part):
    """A straight line down to `final`."""

    name: Literal["linear"] = "linear"
    final: Final = 0.0
    warmup: Warmup = 0.0


class ExponentialSchedule(Part):
    """The learning rate is multiplied by `gamma` every epoch."""

    name: Literal["exponential"] = "exponential"
    gamma: Gamma = 0.9
    warmup: Warmup = 0.0


class PlateauSchedule(Part):
    """The learning rate is multiplied by `gamma` when the validation loss no longer falls."""

    name: Literal["plateau"] = "plateau"
    gamma: Gamma = 0.1
    patience: int = Field(10, ge=0, description="Epochs without a better one that are let pass.")
    threshold: float = Field(
        1e-4, ge=0, lt=1, description="The share of the best loss that it must fall by."
    )
    final: Final = Field(0.0, description="The learning rate falls no lower than this share.")
    warmup: Warmup = 0.0


def _named(value: Any) -> Any:
    """Without a name it is the default, as when only its warm-up is set."""
    return {"name": "one_cycle", **value} if isinstance(value, dict) else value


AnySchedule = (
    ConstantSchedule
    | StepSchedule
    | CosineSchedule
    | OneCycleSchedule
    | LinearSchedule
    | ExponentialSchedule
    | PlateauSchedule
)
Schedule = Annotated[AnySchedule, Field(discriminator="name"), BeforeValidator(_named)]
"""Any of them, told apart by `name`."""
