"""Which column of the epochs' metrics is meant."""

from __future__ import annotations

from collections.abc import Sequence

from netwright.interfaces.errors import RunError
from netwright.training.metric_column import metric_column
from netwright.training.past import Past


def column_of(metric: str, pasts: Sequence[Past]) -> str:
    """The column's name; of no metric, that of the one that decides.

    Raises:
        RunError: A run has no finished epoch.
        UsageError: Not every run has that metric.
    """
    for past in pasts:
        if not past.epochs:
            raise RunError(
                "the run has no finished epoch to draw.",
                folder=past.run.folder,
                fix="leave it out, or go on with it: node Resume.",
            )
    return metric_column(metric.strip(), pasts)
