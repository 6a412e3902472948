"""What the panel asks about data sets."""

from __future__ import annotations

from ..panel.data_checks import DataChecks
from ..panel.data_rows import data_rows
from ..sheets.small_sheets import workflow_of_data
from .door import Door
from .messages.datasets import CheckAsked, DataListed
from .messages.runs import WorkflowTold


def open_datasets(door: Door) -> None:
    """Add the routes."""
    checks = DataChecks()
    door.get("/datasets", _listed)
    door.get("/datasets/workflow", _workflow)
    door.get("/datasets/check", checks.told)
    door.post("/datasets/check", CheckAsked, lambda asked: checks.start(asked.path, asked.target))
    door.delete("/datasets/check", checks.stop)


def _listed(known: str = "") -> DataListed:
    return data_rows(known)


def _workflow(path: str) -> WorkflowTold:
    return workflow_of_data(path)
