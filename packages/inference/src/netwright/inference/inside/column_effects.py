"""What each column of a row has to do with the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ColumnEffects:
    """How much less speaks for an answer without what a column says of this row.

    Attributes:
        label: The class, label or column that is explained.
        probability: The class's or label's probability, 0 to 1; the value of a regression's column.
        effects: For each column of the table the fall of the log-odds, or of the value, when its
            cell is replaced by what is usual in the training data. Positive speaks for the answer.
    """

    label: str
    probability: float
    effects: dict[str, float]

    def strongest(self) -> list[tuple[str, float]]:
        """The columns and their effects, the largest in either direction first."""
        return sorted(self.effects.items(), key=lambda effect: -abs(effect[1]))

    def to_dict(self) -> dict[str, Any]:
        """The explanation as JSON takes it."""
        return {
            "label": self.label,
            "probability": self.probability,
            "method": "occlusion",
            "columns": [{"column": name, "effect": effect} for name, effect in self.strongest()],
        }
