"""What the panel asks about runs."""

from __future__ import annotations

from ..panel.comparison import comparison
from ..panel.removal import remove_run
from ..panel.run_rows import run_rows
from ..sheets.run_sheet import workflow_of_run
from .door import Door
from .messages.message import Done
from .messages.runs import ComparisonTold, RunsCompared, RunsTold, WorkflowTold
from .report_files import report_file


def open_runs(door: Door) -> None:
    """Add the routes."""
    door.get("/runs", _listed)
    door.post("/runs/compare", RunsCompared, _compared)
    door.get("/runs/{name}/workflow", _workflow)
    door.delete("/runs/{name}", _removed)
    # Opened in a tab of its own, which sends no header; it changes nothing.
    door.raw("GET", "/runs/{name}/files/{file:.+}", report_file)


def _listed(known: str = "") -> RunsTold:
    return run_rows(known)


def _compared(asked: RunsCompared) -> ComparisonTold:
    return comparison(asked.runs)


def _workflow(name: str) -> WorkflowTold:
    return workflow_of_run(name)


def _removed(name: str) -> Done:
    remove_run(name)
    return Done()
