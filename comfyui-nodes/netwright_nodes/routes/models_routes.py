"""What the panel asks about models, and what the forward test asks of one."""

from __future__ import annotations

from netwright.interfaces.errors import UsageError

from ..panel.model_rows import model_rows
from ..panel.removal import remove_model
from ..sheets.small_sheets import workflow_of_model
from ..using.trying import heat, prediction, reading_of
from .door import Door
from .messages.message import Done
from .messages.models import HeatTold, ModelsTold, PredictionTold, ReadingTold
from .messages.runs import WorkflowTold

_MOST_BYTES = 32 << 20
_MOST_LABELS = 1000


def open_models(door: Door) -> None:
    """Add the routes."""
    door.get("/models", _listed)
    door.get("/models/workflow", _workflow)
    door.delete("/models", _removed)
    door.get("/models/reading", _reading)
    door.upload("/models/predict", _predicted, most_bytes=_MOST_BYTES)
    door.upload("/models/heat", _heat, most_bytes=_MOST_BYTES)


def _listed(known: str = "") -> ModelsTold:
    return model_rows(known)


def _workflow(name: str) -> WorkflowTold:
    return workflow_of_model(name)


def _removed(name: str) -> Done:
    remove_model(name)
    return Done()


def _reading(model: str) -> ReadingTold:
    return reading_of(model)


def _predicted(content: bytes, model: str, top: str = "5") -> PredictionTold:
    if not top.isdecimal() or not 1 <= int(top) <= _MOST_LABELS:
        raise UsageError(
            f"top is a number from 1 to {_MOST_LABELS}, but {top[:40]!r} came.", fix="write 5."
        )
    return prediction(content, model, int(top))


def _heat(content: bytes, model: str, label: str = "") -> HeatTold:
    return heat(content, model, label)
