"""What a check finds: one thing that a person should know before an hour is spent on training."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["misleading", "warning", "note"]
"""`misleading`: training on it gives a model, or figures, that are not what they seem.
`warning`: training works, and mending it gives a better model. `note`: good to know."""

SEVERITIES: tuple[Severity, ...] = ("misleading", "warning", "note")


@dataclass(frozen=True)
class Finding:
    """One thing that was found.

    Attributes:
        check: What was looked for, such as ``exact duplicates``.
        severity: How much it matters.
        message: What was found, as a sentence with its numbers.
        fix: What to do about it, as a sentence.
        samples: The names of samples that show it, the most telling first.
        groups: How many of `samples` belong together each time: 2 for pairs; 1 where each stands
            for itself.
    """

    check: str
    severity: Severity
    message: str
    fix: str
    samples: tuple[str, ...] = ()
    groups: int = 1


@dataclass(frozen=True)
class CheckReport:
    """All that the checks found in a data set.

    Attributes:
        name: The data set's name.
        facts: What it is: task, samples, classes, sizes.
        findings: What was found, the gravest first.
    """

    name: str
    facts: dict[str, str]
    findings: tuple[Finding, ...]

    @property
    def is_misleading(self) -> bool:
        """Whether training on it would mislead."""
        return any(finding.severity == "misleading" for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON takes it."""
        return asdict(self)
