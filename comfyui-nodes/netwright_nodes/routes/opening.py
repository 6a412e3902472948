"""All routes, a line for each matter."""

from __future__ import annotations

from aiohttp import web

from .door import Door
from .runs_routes import open_runs


def open_routes(table: web.RouteTableDef) -> None:
    """Add Netwright's routes to those of ComfyUI's server."""
    door = Door(table)
    open_runs(door)
