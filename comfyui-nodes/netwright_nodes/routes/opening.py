"""All routes, a line for each matter."""

from __future__ import annotations

from aiohttp import web

from .canvas_routes import open_canvas
from .datasets_routes import open_datasets
from .door import Door
from .models_routes import open_models
from .runs_routes import open_runs
from .training_routes import open_training_routes


def open_routes(table: web.RouteTableDef) -> None:
    """Add Netwright's routes to those of ComfyUI's server."""
    door = Door(table)
    open_runs(door)
    open_models(door)
    open_datasets(door)
    open_training_routes(door)
    open_canvas(door)
