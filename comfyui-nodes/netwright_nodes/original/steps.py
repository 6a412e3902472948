"""The layers so far. Their shapes are not known until data or a tensor is wired to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, eq=False)
class Step:
    """A layer, with the steps whose outputs it reads; none for what enters the network.

    Attributes:
        id: Its id in the document, which names the node on the canvas.
        op: The layer.
        params: Its parameters.
        reads: The steps before it; empty: the network's input.
    """

    id: str
    op: str
    params: Mapping[str, Any] = field(default_factory=dict)
    reads: tuple[Step, ...] = ()
