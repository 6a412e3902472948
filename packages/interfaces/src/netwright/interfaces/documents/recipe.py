"""The recipe document: how a network is trained."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from netwright.interfaces.documents.base import Document, Part
from netwright.interfaces.documents.losses import Loss


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
    loss: Loss | None = Field(
        None, description="What is made small; left out: what suits the task."
    )
    optimizer: AdamW = AdamW()
    schedule: Schedule = Schedule()
    epochs: int = Field(20, ge=1, le=1_000_000, description="Passes over the training samples.")
    batch_size: int = Field(64, ge=1, le=1_000_000, description="Samples in one step.")
    precision: Literal["fp32"] = "fp32"
    seed: int = Field(0, ge=0, lt=2**63, description="Same seed, same machine, same result.")
