"""What `netwright quantize` prints for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from netwright.inference.commands.quantities import size_in_words, time_in_words
from netwright.inference.commands.tables import print_table
from netwright.inference.terminal_text import printable
from netwright.interfaces.documents.transformation import AnswerDifference, Transformation
from netwright.interfaces.metrics.words import in_words, written

if TYPE_CHECKING:
    from netwright.inference.transforming.result import Quantized


def print_quantized(found: Quantized) -> None:
    """Print what was written, and what is measured before and after."""
    typer.echo(f"written  {printable(found.path)}")
    typer.echo(f"from     {printable(found.source)}")
    typer.echo(f"data     {printable(found.data)}{_labels(found)}")
    print_table(("", "before", "after", "change"), rows(found), title=found.to)
    typer.echo(f"\nanswers  {apart(found.transformation.difference)}")
    tolerance = found.transformation.tolerance
    typer.echo(f"cost     {max(found.cost, 0):.3g}, of {tolerance:g} that are allowed")


def apart(difference: AnswerDifference) -> str:
    """How far the answers of two models are apart, such as ``the same for 99.72% ...``."""
    same = "" if difference.agreement is None else f"the same for {difference.agreement:.2%}; "
    return (
        f"{same}they differ by {difference.mean_abs_difference:.2g} on average and at most "
        f"{difference.max_abs_difference:.2g}, on {difference.samples:,} samples"
    )


def transformation_in_words(step: Transformation) -> str:
    """What was done to a model's graph, and what came of it."""
    calibrated = (
        f", calibrated on {step.calibration_samples} samples" if step.calibration_samples else ""
    )
    change = ""
    if step.change is not None:
        name, before, after = step.change.metric, step.change.before, step.change.after
        values = f"{written(name, before)} before and {written(name, after)} after"
        change = f"; {in_words(name)} {values} on {step.change.samples:,} samples"
    return f"{step.to}{calibrated}; answers: {apart(step.difference)}{change}"


def _labels(found: Quantized) -> str:
    count, change = found.transformation.calibration_samples, found.transformation.change
    measured = "" if change is None else f", {change.samples:,} samples with labels"
    return measured + (f", calibrated on {count:,}" if count else "")


def rows(found: Quantized) -> Iterator[tuple[str, ...]]:
    """What was measured: its name, before, after, and the change."""
    sizes = found.bytes_before, found.bytes_after
    yield "size", *map(size_in_words, sizes), _ratio(*sizes)
    times = found.latency_before.p50, found.latency_after.p50
    yield "one sample, p50", *map(time_in_words, times), _ratio(*times)
    times = found.latency_before.p99, found.latency_after.p99
    yield "one sample, p99", *map(time_in_words, times), _ratio(*times)
    for name, before in found.metrics_before.items():
        after = found.metrics_after[name]
        yield in_words(name), written(name, before), written(name, after), f"{after - before:+.4f}"


def _ratio(before: float, after: float) -> str:
    return f"x {after / before:.2f}"
