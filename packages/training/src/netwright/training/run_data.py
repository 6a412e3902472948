"""The samples that a run was trained on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netwright.interfaces.errors import UsageError
from netwright.training.run import Run

if TYPE_CHECKING:
    from netwright.data import Prepared


def samples_of(run: Run, data: Prepared | None) -> Prepared:
    """`data` if they are the run's samples; without, they are read again.

    Raises:
        DataError: The run's data are gone or have changed.
        UsageError: `data` are others.
    """
    if data is None:
        from netwright.data import load

        return load(run.dataset)
    if data.document != run.dataset:
        raise UsageError(
            "these are not the samples that the run was trained on: their documents differ.",
            folder=run.folder,
            fix="leave data out, to have them read again.",
        )
    return data
