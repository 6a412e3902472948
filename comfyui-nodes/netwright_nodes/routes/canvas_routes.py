"""What the page asks of the canvas while networks are wired."""

from __future__ import annotations

from .door import Door
from .messages.canvas import CanvasAsked, CanvasTold, ExportAsked, ExportTold
from .messages.message import Done


def open_canvas(door: Door) -> None:
    """Add the routes of shapes and of export."""
    door.get("/canvas/warm", _warm)
    door.post("/canvas/shapes", CanvasAsked, _shapes)
    door.post("/canvas/export", ExportAsked, _export)


# What looks at networks is imported by the first who asks, not when ComfyUI starts.


def _warm() -> Done:
    from ..sketching.warming import warm_up

    warm_up()
    return Done()


def _shapes(asked: CanvasAsked) -> CanvasTold:
    from ..sketching.looking import look_at

    return look_at(asked.workflow, asked.batch_size)


def _export(asked: ExportAsked) -> ExportTold:
    from ..sketching.exporting import export

    return export(asked.workflow, asked.node, asked.form)
