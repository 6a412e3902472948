"""What the checks of `netwright.data` find, told at a run's start and kept with the run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from netwright.data import Prepared, cache_folder
from netwright.data.checking import CheckReport, Finding, check_data
from netwright.interfaces.documents import Warned
from netwright.interfaces.files import write_atomic

_SECONDS = 2.0
"""Longer looks are for `netwright data check`."""


def check_once(data: Prepared) -> CheckReport:
    """The findings in a data set, from the cache where the same content was checked before.

    It takes 2 seconds at most; checks that were not done by then are among the report's facts.
    """
    known = _place(data)
    if known is None:
        return check_data(data, files=False, seconds=_SECONDS)
    if (report := read_report(known)) is None:
        report = check_data(data, files=False, seconds=_SECONDS)
        with suppress(OSError):  # A cache that cannot be written to costs the seconds again.
            write_report(known, report)
    return report


def warnings_of(report: CheckReport) -> Iterator[Warned]:
    """What is told of a report: all but its notes."""
    for finding in report.findings:
        if finding.severity != "note":
            grave = "the data misleads: " if finding.severity == "misleading" else "the data: "
            yield Warned(message=grave + finding.message, fix=finding.fix)


def write_report(path: Path, report: CheckReport) -> None:
    """Write a report as JSON, whole or not at all."""
    write_atomic(path, json.dumps(report.to_dict(), ensure_ascii=False, indent=1) + "\n")


def read_report(path: Path) -> CheckReport | None:
    """The report in a file; None where there is none that can be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        findings = tuple(
            Finding(**{**entry, "samples": tuple(entry["samples"])})
            for entry in content["findings"]
        )
        return CheckReport(content["name"], content["facts"], findings)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _place(data: Prepared) -> Path | None:
    """Where the report of this very content is kept; None for samples of no known origin."""
    if not data.document.fingerprint:
        return None
    counts = f"{len(data.train)} {len(data.val)}"
    content = f"{data.document.to_json()} {counts} {_SECONDS}"
    name = hashlib.blake2b(content.encode(), digest_size=16).hexdigest()
    return cache_folder().with_name("checks") / f"{name}.json"
