"""The recipe document: how a network is trained."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from netwright.interfaces.documents.augmentation import AnyAugmentation
from netwright.interfaces.documents.base import Document, Part
from netwright.interfaces.documents.losses import Loss
from netwright.interfaces.documents.network import Identifier
from netwright.interfaces.documents.optimizers import AdamW, Optimizer
from netwright.interfaces.documents.problems import explained
from netwright.interfaces.documents.schedules import OneCycleSchedule, Schedule

BatchSize = Annotated[
    Annotated[int, Field(ge=1, le=1_000_000)] | Literal["auto"],
    explained(
        'batch_size is a whole number from 1 to 1,000,000, or "auto"', fix="set batch_size=64."
    ),
]


class EarlyStopping(Part):
    """Training ends when the validation has not become better for so many epochs."""

    patience: int = Field(10, ge=1, description="Epochs without a better one that are let pass.")
    min_delta: float = Field(
        0.0, ge=0, description="By how much the most important metric must become better."
    )


class TrainedOutput(Part):
    """What one of a network's outputs is trained on, and how much that counts."""

    loss: Loss | None = Field(
        None, description="What is made small; left out: the recipe's loss, or what suits the task."
    )
    weight: float = Field(
        1.0,
        ge=0,
        le=1e6,
        description="What its loss is multiplied by; with 0 the output is not trained.",
    )


class Recipe(Document):
    """How to train. Every field has a default that trains the sample data well."""

    FORMAT: ClassVar[str] = "netwright.recipe"

    format: Literal["netwright.recipe"] = "netwright.recipe"
    version: Literal[1] = 1
    loss: Loss | None = Field(
        None, description="What is made small; left out: what suits the task."
    )
    outputs: dict[Identifier, TrainedOutput] = Field(
        default_factory=dict,
        description="Of a network with several outputs, those that are trained, each against the "
        "same target; the loss is the weighted sum of theirs. The one called logits, else the "
        "first, is the main one: metrics and the exported model are of that one alone.",
    )
    optimizer: Optimizer = AdamW()
    schedule: Schedule = OneCycleSchedule()
    epochs: int = Field(20, ge=1, le=1_000_000, description="Passes over the training samples.")
    batch_size: BatchSize = Field(
        64, description="Samples in one step; or auto, the largest that fits the device."
    )
    sampling: Literal["uniform", "balanced"] = Field(
        "uniform",
        description="Every sample once an epoch; or drawn with replacement, so that every class "
        "comes equally often.",
    )
    augmentation: tuple[AnyAugmentation, ...] = Field(
        (), description="How training samples are varied, in this order; validation never is."
    )
    accumulate: int = Field(
        1, ge=1, le=10_000, description="Batches whose gradients make one step together."
    )
    clip_norm: float | None = Field(
        None, gt=0, description="The gradient is shortened to this length where it is longer."
    )
    ema_decay: float | None = Field(
        None,
        ge=0,
        lt=1,
        description="Also keeps a moving average of the weights, which is what is validated and "
        "exported. 0.999 is usual: the nearer to 1, the slower it moves.",
    )
    early_stopping: EarlyStopping | None = None
    time_limit: float | None = Field(
        None, gt=0, description="Minutes, after which training stops with its work kept."
    )
    precision: Literal["fp32", "tf32", "bf16", "fp16", "auto"] = Field(
        "fp32",
        description="What is computed in; auto is the fastest that the device has of its own. "
        "Weights are kept, validated and exported in fp32.",
    )
    compile: bool = Field(
        False,
        description="Whether torch.compile makes kernels for the network, which takes long "
        "to begin with and pays for itself in long runs on a GPU.",
    )
    deterministic: bool = Field(
        False,
        description="On a GPU, whether only operations are used that always give the same "
        "bits, which are slower. The CPU always does.",
    )
    weights_from: str | None = Field(
        None,
        description="A run folder or a checkpoint to begin with; what does not fit the network "
        "begins anew.",
    )
    seed: int = Field(0, ge=0, lt=2**63, description="Same seed, same machine, same result.")
