"""The model document: what an ONNX file says about itself, in its metadata."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from netwright.interfaces.documents.base import Document, Part, Upgrade
from netwright.interfaces.documents.preprocessing import Positive, Preprocessing
from netwright.interfaces.documents.target import (
    AnyTarget,
    Classification,
    MultiLabel,
    Target,
    Task,
    labels_of,
)
from netwright.interfaces.documents.transformation import Transformation

METADATA_KEY = "netwright.model"
"""The key of the ONNX file's metadata_props that holds the document as JSON."""


class TensorSpec(Part):
    """An input or output of the ONNX graph; a text in `shape` names an axis of any size."""

    name: str
    shape: tuple[int | str, ...]
    dtype: str


class Parity(Part):
    """What the gate found: onnxruntime against torch on the same held-out samples."""

    samples: int
    batch_sizes: tuple[int, ...]
    max_abs_difference: float = Field(
        description="The largest difference of any output; of numbers in units, in deviations."
    )
    tolerance: float
    top1_agreement: float | None = Field(
        None,
        description="The share of samples, pixels or tokens with the same first class; none where "
        "there are no classes.",
    )


class AnySize(Part):
    """How a graph takes pictures of other sizes than the preprocessing's."""

    fitted: bool = Field(
        description="Whether the graph itself fits them to the preprocessing's size, by its `fit`; "
        "else it computes at the size that comes, and gives masks and pictures of it."
    )
    multiple: int = Field(1, ge=1, description="Height and width must be multiples of it.")
    least: int = Field(1, ge=1, description="The smallest height and width, in pixels.")


class LayerValue(Part):
    """A layer of the network, and where the ONNX graph has what it gives."""

    id: str = Field(description="The layer's id in the network's document.")
    op: str = Field(description="What it is, such as Conv2d, or the name of a block.")
    value: str | None = Field(
        None,
        description="The ONNX value that is its first output; none where the graph computes it "
        "together with the layer after it.",
    )


class Provenance(Part):
    """Where a model comes from."""

    created: str = Field(description="UTC, ISO 8601.")
    run: str
    versions: dict[str, str] = Field(description="Of netwright's packages, torch and onnxruntime.")
    dataset_fingerprint: str = ""
    seed: int
    epoch: int


class Calibration(Part):
    """How a model's probabilities were made to say how often it is right (Guo and others, 2017)."""

    temperature: Positive = Field(
        description="What the graph divides the logits by before they become probabilities."
    )
    samples: int = Field(description="How many it was fitted on.")
    expected_error: float = Field(
        description="The expected calibration error that was left, 0 to 1, on samples that the "
        "temperature was not fitted on."
    )


class Thresholds(Part):
    """From which probability on a label is said, where that is not 0.5."""

    values: tuple[Annotated[float, Field(ge=0, le=1)], ...] = Field(
        min_length=1,
        description="One a label; of a classifier of two classes one, for the second class.",
    )
    goal: str = Field(description="What they are best for, such as f1 or precision=0.9.")
    samples: int = Field(description="How many they were chosen on.")


class Model(Document):
    """What a client must know to use the model: it needs no other file."""

    FORMAT: ClassVar[str] = "netwright.model"
    VERSION: ClassVar[int] = 2
    UPGRADES: ClassVar[Mapping[int, Upgrade]] = {1: lambda old: _with_target(old)}

    format: Literal["netwright.model"] = "netwright.model"
    version: Literal[2] = 2
    name: str
    target: Target
    preprocessing: Preprocessing
    inputs: tuple[TensorSpec, ...]
    outputs: tuple[TensorSpec, ...]
    metrics: dict[str, float]
    parity: Parity
    provenance: Provenance
    layers: tuple[LayerValue, ...] = Field(
        (), description="The network's layers in the order they are computed, where it is known."
    )
    any_size: AnySize | None = Field(
        None, description="None where pictures come at the preprocessing's size."
    )
    opset: int | None = Field(None, description="The lowest of ONNX that the graph can do with.")
    ir_version: int | None = Field(None, description="Of the file's format, likewise.")
    transformations: tuple[Transformation, ...] = Field(
        (),
        description="What was done to the graph after its export, in order. The parity is that of "
        "the export; the metrics are measured anew where there were labels.",
    )
    calibration: Calibration | None = None
    thresholds: Thresholds | None = None

    @model_validator(mode="after")
    def _has_what_it_is_sure_of(self) -> Model:
        count = thresholds_of(self.target)
        if self.thresholds is not None and len(self.thresholds.values) != count:
            raise ValueError(f"thresholds needs {count} values for this target")
        if self.calibration is not None and not (self.labels or self.task == "next_token"):
            raise ValueError("calibration needs a target with probabilities")
        return self

    @property
    def task(self) -> Task:
        """What the model was trained for."""
        return self.target.task

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it tells apart; none for numbers, pictures and tokens."""
        return labels_of(self.target)


def thresholds_of(target: AnyTarget) -> int:
    """How many thresholds a target may have: one a label, or one for the second of two classes."""
    if isinstance(target, MultiLabel):
        return len(target.classes)
    return int(isinstance(target, Classification) and len(target.classes) == 2)


def _with_target(old: dict[str, Any]) -> dict[str, Any]:
    """Version 1 knew one task, and kept it beside its labels."""
    rest = {name: value for name, value in old.items() if name not in ("task", "labels")}
    target = {"task": old.get("task", "classification"), "classes": old.get("labels", ())}
    return {**rest, "target": target}
