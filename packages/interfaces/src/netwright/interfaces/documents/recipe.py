"""The recipe document: how a network is trained."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from netwright.interfaces.documents.augmentation import AnyAugmentation
from netwright.interfaces.documents.base import Document, Part
from netwright.interfaces.documents.problems import explained

ClassWeights = Annotated[
    Literal["balanced"] | tuple[Annotated[float, Field(gt=0, le=1e6)], ...],
    explained(
        'class_weights is "balanced", or a list of numbers above 0, one a class',
        fix='set class_weights="balanced".',
    ),
]


class CrossEntropyLoss(Part):
    """Cross-entropy between logits [N,classes] and class indices [N], averaged over the batch."""

    name: Literal["CrossEntropyLoss"] = "CrossEntropyLoss"
    label_smoothing: float = Field(0.0, ge=0, lt=1)
    class_weights: ClassWeights | None = Field(
        None,
        description="How much each class counts: numbers in the classes' order; or balanced, "
        "which makes up for what the training samples have few of.",
    )


class AdamW(Part):
    """Adam with decoupled weight decay (Loshchilov and Hutter, 2019)."""

    name: Literal["AdamW"] = "AdamW"
    learning_rate: float = Field(3e-3, gt=0, le=10)
    weight_decay: float = Field(1e-2, ge=0, le=10)
    betas: tuple[Annotated[float, Field(ge=0, lt=1)], Annotated[float, Field(ge=0, lt=1)]] = (
        0.9,
        0.999,
    )


class Schedule(Part):
    """How the learning rate moves: constant, or one-cycle (Smith and Topin, 2018), by step."""

    name: Literal["constant", "one_cycle"] = "one_cycle"


class Recipe(Document):
    """How to train. Every field has a default that trains the sample data well."""

    FORMAT: ClassVar[str] = "netwright.recipe"

    format: Literal["netwright.recipe"] = "netwright.recipe"
    version: Literal[1] = 1
    loss: CrossEntropyLoss = CrossEntropyLoss()
    optimizer: AdamW = AdamW()
    schedule: Schedule = Schedule()
    epochs: int = Field(20, ge=1, le=1_000_000, description="Passes over the training samples.")
    batch_size: int = Field(64, ge=1, le=1_000_000, description="Samples in one step.")
    sampling: Literal["uniform", "balanced"] = Field(
        "uniform",
        description="Every sample once an epoch; or drawn with replacement, so that every class "
        "comes equally often.",
    )
    augmentation: tuple[AnyAugmentation, ...] = Field(
        (), description="How training samples are varied, in this order; validation never is."
    )
    precision: Literal["fp32"] = "fp32"
    seed: int = Field(0, ge=0, lt=2**63, description="Same seed, same machine, same result.")
