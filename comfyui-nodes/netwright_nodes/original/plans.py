"""A network with how it is to be trained, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from netwright.interfaces.documents import (
    Adam,
    AnyLoss,
    BCEWithLogitsLoss,
    ConstantSchedule,
    CrossEntropyLoss,
    Recipe,
)
from netwright.training import Run

from .steps import Step

LOSSES: dict[str, type[AnyLoss]] = {
    "CrossEntropyLoss": CrossEntropyLoss,
    "Binary Cross Entropy Loss": BCEWithLogitsLoss,
}
"""The choices of `loss`, in the original's order."""


@dataclass(frozen=True)
class Plan:
    """What MODELS_CLASS carries.

    Attributes:
        last: The network's end.
        learning_rate: Of Adam.
        loss: One of `LOSSES`.
        save_path: Where the network's document is written when its input is known; or None.
        run: The run that trained it; None before.
    """

    last: Step
    learning_rate: float
    loss: str
    save_path: str | None = None
    run: Run | None = None

    def recipe(self, epochs: int, batch_size: int) -> Recipe:
        """How it is trained: with Adam at one learning rate, as the original does."""
        return Recipe(
            loss=LOSSES[self.loss](),
            optimizer=Adam(learning_rate=self.learning_rate),
            schedule=ConstantSchedule(),
            epochs=epochs,
            batch_size=batch_size,
        )
