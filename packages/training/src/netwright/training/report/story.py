"""What happened beside the training itself: warnings, findings in the data, time and memory."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from netwright.interfaces.page import Section, facts
from netwright.training.commands.written import duration
from netwright.training.data_check import read_report
from netwright.training.past import Past
from netwright.training.repeating import repeat_command
from netwright.training.views.memory import device_memory, in_bytes, most_process_memory

_SHOWN = 6


def warnings(past: Past) -> list[Section]:
    """What the run warned of; no part of the page where it was nothing."""
    told = [_note("warning", warning.message, warning.fix) for warning in past.warnings]
    return [Section("Warnings", "\n".join(told))] if told else []


def data_check(past: Past) -> list[Section]:
    """What was found in the data before training."""
    report = read_report(past.run.data_check)
    if report is None:
        return []
    found = [
        _note(finding.severity, f"{finding.check}: {finding.message}", finding.fix, finding.samples)
        for finding in report.findings
    ]
    nothing = "<p>Nothing was found that stands against training on it.</p>"
    lines = "\n".join(found) or nothing
    return [Section("Data", f"{facts(report.facts.items())}\n{lines}")]


def time_and_memory(past: Past) -> Section:
    """What it took, and what was chosen for the machine."""
    rows = []
    if past.epochs:
        seconds = past.seconds / len(past.epochs)
        took = f"{duration(past.seconds)} for {len(past.epochs)} epochs, {duration(seconds)} each"
        rows.append(("Time", took))
    rows.append(("Memory", f"{in_bytes(most_process_memory())} of the computer's at most"))
    if past.start is not None:
        if (held := device_memory(past.start.device, most=True)) is not None:
            rows.append((past.start.device, f"{in_bytes(held)} held by PyTorch at most"))
        rows.append(("Device", past.start.device))
        rows += [tuple(choice.split(": ", 1)) for choice in past.start.choices]  # type: ignore[misc]
    return Section("Time and memory", facts(rows))


def repeat(past: Past) -> Section:
    """The exact command, and the documents that it reads."""
    files = ", ".join(
        f'<a href="../{name}">{name}</a>'
        for name in ("recipe.json", "dataset.json", "network.json")
    )
    command = escape(repeat_command(past.run))
    return Section("Repeat it", f"<pre>{command}</pre>\n<p>It reads {files} of this run.</p>")


def _note(severity: str, message: str, fix: str, samples: Iterable[str] = ()) -> str:
    shown = [*samples][:_SHOWN]
    named = f'<p class="samples">{escape(", ".join(shown))}</p>' if shown else ""
    return (
        f'<div class="note {severity}"><p>{escape(message)}</p>'
        f"<p>Fix: {escape(fix)}</p>{named}</div>"
    )
