"""What is not the same in several documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netwright.interfaces.documents import Dataset, Network
from netwright.training.past import Past

_MOST_LAYERS = 12

MISSING = "–"
"""Stands for what a document does not have."""


def flat(content: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """A nested mapping as one of dotted keys, such as ``optimizer.learning_rate``."""
    found: dict[str, Any] = {}
    for key, value in content.items():
        if isinstance(value, Mapping) and value:
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = value
    return found


def differing(documents: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """The keys whose values are not all the same, with the value in each of the documents."""
    names = dict.fromkeys(name for document in documents for name in document)
    rows = {name: [document.get(name, MISSING) for document in documents] for name in names}
    return {name: row for name, row in rows.items() if any(value != row[0] for value in row)}


def recipe_of(past: Past) -> dict[str, Any]:
    """All keys of the recipe."""
    return flat(past.recipe.model_dump(mode="json"))


def differing_networks(networks: Sequence[Network]) -> dict[str, list[Any]]:
    """What differs, layer by layer; of networks with little in common, names and sizes."""
    rows = differing([network_of(network) for network in networks])
    if len(rows) <= _MOST_LAYERS:
        return rows
    return {
        "name": [network.name for network in networks],
        "layers": [len(network.nodes) for network in networks],
    }


def network_of(network: Network) -> dict[str, Any]:
    """What can differ between networks: each node by its name, inputs and outputs."""
    nodes: dict[str, Any] = {}
    for node in network.nodes:
        params = ", ".join(f"{name}={value}" for name, value in node.params.items())
        nodes[node.id] = f"{node.op}({params}) of {', '.join(node.inputs)}"
    inputs = {name: list(entry.shape) for name, entry in network.inputs.items()}
    return {**inputs, **nodes, **network.outputs}


def data_of(dataset: Dataset) -> dict[str, Any]:
    """What can differ between data sets, its name and its statistics left out."""
    content = dataset.model_dump(mode="json", exclude={"name", "format", "version", "target"})
    measured = ("mean", "std", "columns", "vocabulary", "fingerprint")
    shown = {
        key: value for key, value in flat(content).items() if key.rpartition(".")[2] not in measured
    }
    return {"task": dataset.task, "content": dataset.fingerprint[:12], **shown}


def not_comparable(pasts: Sequence[Past]) -> str | None:
    """Why the figures of runs do not compare; None where they do."""
    datasets = [past.dataset for past in pasts]
    if len({dataset.task for dataset in datasets}) > 1:
        return "their tasks differ"
    if len({dataset.fingerprint for dataset in datasets}) > 1:
        return "their data differ"
    if any((d.split, d.skipped) != (datasets[0].split, datasets[0].skipped) for d in datasets):
        return "the split into samples to train on and to validate on differs"
    return None
