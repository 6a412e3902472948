"""Nodes of data, of which only what runs have found is told: nothing is read or written here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from netwright.interfaces.documents import Dataset
from netwright.interfaces.errors import NetwrightError

from ..comfyui import input_folder
from ..nodes.original.create_dataset import reading_of
from ..original.text import sizes
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
    """What comes out of a node of data, as far as it is known; None where nothing is.

    The original's give no values but the sizes of a sample.
    """
    if inputs.wrong or inputs.waiting:
        return None
    try:
        given = _OUTPUTS[described.id](dict(inputs.values))
    except NetwrightError:  # A run would tell; of a network nothing is wrong.
        return None
    if given is None:
        return None
    types = tuple(output.io_type for output in described.outputs)
    # As long as the same comes out, what is made of it need not be looked at again.
    key = (described.id, name, *(id(g) if isinstance(g, Dataset) else g for g in given))
    return _kept.get(key, lambda: LookedAt(name, NodeTold(), given, types))


def _sample(values: dict[str, Any]) -> tuple[Any, ...]:
    path = sample_path(values["name"], input_folder() / "netwright")
    return (path.relative_to(input_folder()).as_posix(),)


def _dataset(values: dict[str, Any]) -> tuple[Any, ...] | None:
    place = inside_or_absolute(input_folder(), values.pop("path"))
    found = read_before(place, values)
    return None if found is None else (found,)


def _tensor(values: dict[str, Any]) -> tuple[Any, ...]:
    return (sizes("tensor_Dimensions", values["tensor_Dimensions"], "[10,10]")[1:],)


def _folders(values: dict[str, Any]) -> tuple[Any, ...] | None:
    names = ("resize", "normalize", "resize_w_h", "mean", "std")
    size = reading_of(*(values[name] for name in names)).size
    sample = None if size is None else (3, *size)
    # Both sides and the picture that is tried; labels and pictures flow into no network.
    return (sample, sample, sample, None, None, None)


_OUTPUTS: dict[str, Callable[[dict[str, Any]], tuple[Any, ...] | None]] = {
    "NetwrightSampleData": _sample,
    "NetwrightDataset": _dataset,
    "create_intput": _tensor,
    "create_dataset": _folders,
}
