"""The JSON Schemas of the five documents, for editors and for other languages."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.event import AnyEvent
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.network import Network
from netwright.interfaces.documents.recipe import Recipe


def generate_schemas() -> dict[str, dict[str, Any]]:
    """The schemas by file name, such as ``network.v1.json``, made from the models."""
    schemas = {
        f"{kind.FORMAT.removeprefix('netwright.')}.v{kind.VERSION}.json": kind
        for kind in (Network, Dataset, Recipe, Model)
    }
    generated = {name: kind.model_json_schema() for name, kind in schemas.items()}
    return {**generated, "event.v1.json": AnyEvent.json_schema()}


def shipped_schema(name: str) -> dict[str, Any]:
    """The schema that is in the installed package, by its file name."""
    text = files("netwright.interfaces").joinpath("schemas", name).read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
