"""Netwright's training: from a network, data and a recipe to a run folder with `model.onnx`.

    fit(network, data, recipe)   train, export and report; gives the Run
    resume(run)                  go on with a run that was stopped or killed
    export(run)                  its model once more: for pictures of any size, to another place
    Run                          a run folder: its documents, events, metrics and model

Each is imported when first used, because torch takes seconds and `netwright train --help` none.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netwright.training.exporting import Exported, export
    from netwright.training.fitting import fit
    from netwright.training.resuming import resume
    from netwright.training.run import Run

__all__ = ["Exported", "Run", "export", "fit", "resume"]

_HOMES = {
    "Exported": "exporting",
    "Run": "run",
    "export": "exporting",
    "fit": "fitting",
    "resume": "resuming",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
