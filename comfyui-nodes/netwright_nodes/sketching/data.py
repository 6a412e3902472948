"""Nodes of data, of which only what runs have found is told: nothing is read or written here."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.errors import NetwrightError

from ..comfyui import input_folder
from ..routes.messages.canvas import NodeTold
from ..samples.writing import sample_path
from ..wiring.folders import inside_or_absolute
from ..wiring.read_data import read_before
from .described import Described
from .kept import KeptResults
from .looked_at import LookedAt
from .wired_inputs import Inputs

_kept: KeptResults[LookedAt] = KeptResults(256)


def look_at_data(described: Described, name: str, inputs: Inputs) -> LookedAt | None:
    """The path of a sample, or the data set that a run has read; None where none has."""
    if inputs.waiting or inputs.wrong:
        return None
    given = _given(described, inputs)
    if given is None:
        return None
    types = tuple(output.io_type for output in described.outputs)
    # As long as the same comes out, what is made of it need not be looked at again.
    key = (described.id, name, given if isinstance(given, str) else id(given))
    return _kept.get(key, lambda: LookedAt(name, NodeTold(), (given,), types))


def _given(described: Described, inputs: Inputs) -> Any:
    values = dict(inputs.values)
    if described.id == "NetwrightSampleData":
        path = sample_path(values["name"], input_folder() / "netwright")
        return path.relative_to(input_folder()).as_posix()
    try:
        place = inside_or_absolute(input_folder(), values.pop("path"))
    except NetwrightError:
        return None
    return read_before(place, values)
