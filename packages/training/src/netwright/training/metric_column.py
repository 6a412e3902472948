"""Which column of metrics.csv a metric's name means."""

from __future__ import annotations

from collections.abc import Sequence

from netwright.interfaces.errors import UsageError, did_you_mean
from netwright.training.past import Past


def metric_column(metric: str, pasts: Sequence[Past]) -> str:
    """The column that all runs have, with ``val_`` or without it; of no name, what decides.

    Args:
        metric: The name, or nothing.
        pasts: Runs with an epoch each, at least.

    Raises:
        UsageError: Not every run has it.
    """
    known = [name for name in pasts[0].epochs[0].metrics if name.startswith("val_")]
    asked = metric or pasts[0].deciding[0][0]
    for name in (asked, f"val_{asked}"):
        if all(name in past.epochs[0].metrics for past in pasts):
            return name
    short = [name.removeprefix("val_") for name in known]
    raise UsageError(f"not every run has the metric {asked!r}.", fix=did_you_mean(asked, short))
