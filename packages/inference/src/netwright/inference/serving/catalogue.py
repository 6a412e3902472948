"""What the server says of its models."""

from __future__ import annotations

from typing import Any

from netwright.inference.serving.shelf import Entry, Shelf


def catalogue(shelf: Shelf) -> dict[str, Any]:
    """All models, each in a few words."""
    return {"models": [_summary(entry) for entry in shelf]}


def page_of(entry: Entry, shelf: Shelf) -> dict[str, Any]:
    """One model's document, and the versions beside it."""
    document = entry.model.model_dump(mode="json")
    kept = ("target", "preprocessing", "inputs", "outputs", "metrics", "parity", "provenance")
    return {
        **_summary(entry),
        "versions": [other.version for other in shelf.versions(entry.name)],
        "labels": list(entry.model.labels),
        **{key: document[key] for key in kept},
    }


def _summary(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "version": entry.version,
        "task": entry.model.task,
        "reads": entry.model.preprocessing.kind,
        "loaded": entry.loaded,
    }
