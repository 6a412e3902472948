"""Choices among files that come and go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..comfyui import io

NONE = "(none yet)"


def choice(name: str, options: Sequence[str], tooltip: str) -> Any:
    """A combo of what is there now. ComfyUI asks anew when the page is refreshed (key R).

    It has no default, as a workflow's default must be the same everywhere; the node itself checks
    what is chosen, since a file may have come after the page was loaded.
    """
    return io.Combo.Input(name, options=[*options] or [NONE], tooltip=tooltip)
