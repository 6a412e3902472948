"""What a model says that gives numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Values:
    """The numbers for one sample.

    Attributes:
        path: The sample's path as it was given, or None when it came from memory.
        values: In their own units, by what they are called.
    """

    path: str | None
    values: dict[str, float]

    @classmethod
    def of(cls, path: str | None, values: NDArray[Any], columns: tuple[str, ...]) -> Values:
        """The answer that `values`, float32 [columns], make."""
        return cls(path, dict(zip(columns, map(float, values), strict=True)))

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON takes it."""
        return {"path": self.path, "values": self.values}
