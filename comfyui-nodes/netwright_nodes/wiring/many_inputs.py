"""Any number of wires into one node: sockets that grow, where ComfyUI has them.

Older ones get a row of sockets of the same names, so that a workflow opens in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..comfyui import io
from .sockets import Tensor

GROUP = "inputs"
"""The name under which sockets that grow come, all as one mapping."""

_PREFIX = "input_"
_MOST_GROWN, _MOST_FIXED = 32, 8


def many_inputs(least: int, tooltip: str) -> list[Any]:
    """The sockets, of which the first `least` must be wired."""
    if hasattr(io, "Autogrow"):
        template = io.Autogrow.TemplatePrefix(
            Tensor.Input("input", tooltip=tooltip), prefix=_PREFIX, min=least, max=_MOST_GROWN
        )
        return [io.Autogrow.Input(GROUP, template=template)]
    return [
        Tensor.Input(
            f"{GROUP}.{_PREFIX}{number}",
            display_name=f"{_PREFIX}{number}",
            optional=number >= least,
            tooltip=tooltip,
        )
        for number in range(_MOST_FIXED)
    ]


def wired(inputs: Mapping[str, Any]) -> tuple[Any, ...]:
    """What came through the sockets, in their order, from the arguments of `execute`."""
    grown = inputs.get(GROUP) or {}
    fixed = {
        name.removeprefix(f"{GROUP}."): value
        for name, value in inputs.items()
        if name.startswith(f"{GROUP}.{_PREFIX}")
    }
    found = {**grown, **fixed}
    ordered = sorted(found, key=lambda name: int(name.removeprefix(_PREFIX)))
    return tuple(found[name] for name in ordered if found[name] is not None)
