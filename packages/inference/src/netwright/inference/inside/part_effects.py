"""What each part of a sample has to do with the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class PartEffects:
    """How much less speaks for an answer without each column of a row, or word of a text.

    Attributes:
        label: The class, label or column that is explained.
        probability: The class's or label's probability, 0 to 1; the value of a regression's column.
        noun: What the parts are: "column" or "word".
        parts: Each part, in the order of the sample, and the fall of the log-odds, or of the value,
            without what it says. Positive speaks for the answer.
    """

    label: str
    probability: float
    noun: Literal["column", "word"]
    parts: tuple[tuple[str, float], ...]

    def strongest(self) -> list[tuple[str, float]]:
        """The parts and their effects, the largest in either direction first."""
        return sorted(self.parts, key=lambda part: -abs(part[1]))

    def to_dict(self) -> dict[str, Any]:
        """The explanation as JSON takes it."""
        return {
            "label": self.label,
            "probability": self.probability,
            "method": "occlusion",
            "parts": [{self.noun: name, "effect": effect} for name, effect in self.parts],
        }


@dataclass(frozen=True, eq=False)
class ArrayEffects:
    """How much less speaks for an answer without each part of an array.

    Attributes:
        label: As of `PartEffects`.
        probability: As of `PartEffects`.
        values: float32 of the array's shape: the fall of the log-odds, or of the value, where what
            is at this place and near it is the training data's mean.
    """

    label: str
    probability: float
    values: NDArray[np.float32] = field(repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The explanation as JSON takes it."""
        strongest = np.unravel_index(int(np.abs(self.values).argmax()), self.values.shape)
        return {
            "label": self.label,
            "probability": self.probability,
            "method": "occlusion",
            "shape": list(self.values.shape),
            "strongest": list(map(int, strongest)),
            "effect": float(self.values[strongest]),
        }
