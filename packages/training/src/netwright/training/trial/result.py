"""What a look gave."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Result:
    """One line of a dry run.

    Attributes:
        look: What was looked at, such as ``first loss``.
        good: False where it is bad news.
        message: What was seen, with its numbers.
        fix: What to do, where it is bad news.
        figures: The numbers by name.
    """

    look: str
    good: bool
    message: str
    fix: str = ""
    figures: dict[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON takes it."""
        return asdict(self)
