"""What quantising gives."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from netwright.inference.benchmarking.latency import Latency
from netwright.interfaces.documents.transformation import Form, Transformation


@dataclass(frozen=True)
class Quantized:
    """A model file that was made of another, and how the two compare.

    Attributes:
        path: Where it was written.
        source: What it was made from.
        to: Its form.
        bytes_before: The size of the first file; `bytes_after` that of the second.
        latency_before: Of one sample in the first, with one thread; `latency_after` in the second.
            They took turns.
        metrics_before: On the labelled samples, without ``val_``; empty without labels.
        metrics_after: The same of the second.
        data: Where the samples came from.
        transformation: What the new file says of all this.
        cost: What is held against the tolerance, as `cost_of` defines it.
    """

    path: str
    source: str
    to: Form
    bytes_before: int
    bytes_after: int
    latency_before: Latency
    latency_after: Latency
    metrics_before: dict[str, float]
    metrics_after: dict[str, float]
    data: str
    transformation: Transformation
    cost: float

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON takes it; times in seconds."""
        content = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        for name in ("latency_before", "latency_after"):
            content[name] = dataclasses.asdict(content[name])
        return {**content, "transformation": self.transformation.model_dump(mode="json")}
