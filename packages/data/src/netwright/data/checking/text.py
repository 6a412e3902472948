"""A check's report for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from netwright.data.checking.finding import CheckReport, Finding

_COLUMNS = 88
MARKS = {"misleading": "✗", "warning": "!", "note": "·"}
"""The sign before each finding, by its severity."""


def as_text(report: CheckReport) -> str:
    """The report, wrapped at 88 columns: what the data set is, then what was found."""
    lines = [report.name]
    lines += [_wrapped(f"  {name:10} ", value) for name, value in report.facts.items()]
    for finding in report.findings:
        lines += ["", *_finding(finding)]
    return "\n".join([*lines, "", verdict(report)])


def verdict(report: CheckReport) -> str:
    """One sentence."""
    grave = sum(finding.severity == "misleading" for finding in report.findings)
    warnings = sum(finding.severity == "warning" for finding in report.findings)
    if grave:
        return f"Training on this would mislead: {grave} finding{'s' * (grave > 1)} marked ✗."
    if warnings:
        return f"It can be trained on; {warnings} warning{'s' * (warnings > 1)}, marked !."
    return "Nothing found that stands against training on it."


def _finding(finding: Finding) -> Iterator[str]:
    yield _wrapped(f"{MARKS[finding.severity]} ", f"{finding.check}: {finding.message}")
    yield _wrapped("  fix: ", finding.fix)
    size = finding.groups
    for start in range(0, len(finding.samples), size):
        yield "    " + "  =  ".join(finding.samples[start : start + size])


def _wrapped(head: str, text: str) -> str:
    return textwrap.fill(
        text,
        _COLUMNS,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_on_hyphens=False,
        break_long_words=False,
    )
