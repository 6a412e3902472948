"""What each step of a graph gives, found by running it on `meta` tensors."""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch import fx

_BATCH = 1009
"""Images in the batch that is run: no other axis is as long, and no memory is taken."""


def observed(module: fx.GraphModule, *inputs: torch.Tensor) -> dict[fx.Node, Any]:
    """What every step gives for inputs on `meta`, in evaluation."""
    values: dict[fx.Node, Any] = {}

    class Observer(fx.Interpreter):
        def run_node(self, n: fx.Node) -> Any:
            values[n] = super().run_node(n)
            return values[n]

    running = copy.copy(module)
    with torch.no_grad():
        Observer(running, graph=module.graph, garbage_collect_values=False).run(*inputs)
    return values


def images(shape: tuple[int, ...]) -> torch.Tensor:
    """A batch on `meta` of the shape [C,H,W]."""
    return torch.empty(_BATCH, *shape, device="meta")


def shape_text(value: Any) -> str:
    """``[64,56,56]``, the batch axis left out; empty for anything that has none."""
    if not isinstance(value, torch.Tensor) or value.ndim == 0 or value.shape[0] != _BATCH:
        return ""
    return f"[{','.join(map(str, value.shape[1:]))}]"
