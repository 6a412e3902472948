"""What the page asks of the canvas while networks are wired."""

from __future__ import annotations

from .door import Door
from .messages.canvas import CanvasAsked, CanvasTold, ExportAsked, ExportTold


def open_canvas(door: Door) -> None:
    """Add the routes of shapes and of export."""
    door.post("/canvas/shapes", CanvasAsked, _shapes)
    door.post("/canvas/export", ExportAsked, _export)


# What looks at networks is imported by the first who asks, not when ComfyUI starts.


def _shapes(asked: CanvasAsked) -> CanvasTold:
    from ..sketching.looking import look_at
    from ..sketching.warming import warm_up

    told = look_at(asked.workflow, asked.batch_size)
    warm_up()  # The first canvas is often an empty one; then the next is told as quickly.
    return told


def _export(asked: ExportAsked) -> ExportTold:
    from ..sketching.exporting import export

    return export(asked.workflow, asked.node, asked.form)
