"""What was done to a model's graph after its export: a part of the model document."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from netwright.interfaces.documents.base import Part

Form = Literal["optimized", "fp16", "int8", "int8-static"]
"""What a model's graph can be turned into after its export."""


class AnswerDifference(Part):
    """How far the answers of a model are from those of the one that it was made from."""

    samples: int
    batch_sizes: tuple[int, ...]
    mean_abs_difference: float = Field(
        description="Of the answers: of numbers in units, in deviations."
    )
    max_abs_difference: float
    agreement: float | None = Field(
        None,
        description="The share of samples, pixels, tokens or labels that both say the same of; "
        "none of numbers.",
    )


class MetricChange(Part):
    """What a change of the graph did to the metric that decides, on labelled samples."""

    metric: str
    before: float
    after: float
    samples: int
    data: str = Field(description="Where they came from.")


class Transformation(Part):
    """A change of the graph after its export, and how it was measured."""

    to: Form
    created: str = Field(description="UTC, ISO 8601.")
    versions: dict[str, str] = Field(description="Of netwright-inference, onnx and onnxruntime.")
    calibration_samples: int = Field(0, description="On how many samples ranges were measured.")
    difference: AnswerDifference
    change: MetricChange | None = Field(None, description="None where there were no labels.")
    tolerance: float = Field(description="What it was allowed to cost.")
