"""The model document: what an ONNX file says about itself, in its metadata."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from netwright.interfaces.documents.base import Document, Part
from netwright.interfaces.documents.dataset import ImagePreprocessing

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
    max_abs_difference: float = Field(description="The largest difference of any logit.")
    tolerance: float
    top1_agreement: float = Field(description="1.0: every sample has the same first class.")


class Provenance(Part):
    """Where a model comes from."""

    created: str = Field(description="UTC, ISO 8601.")
    run: str
    versions: dict[str, str] = Field(description="Of netwright's packages, torch and onnxruntime.")
    dataset_fingerprint: str = ""
    seed: int
    epoch: int


class Model(Document):
    """What a client must know to use the model: it needs no other file."""

    FORMAT: ClassVar[str] = "netwright.model"

    format: Literal["netwright.model"] = "netwright.model"
    version: Literal[1] = 1
    name: str
    task: Literal["classification"] = "classification"
    labels: tuple[str, ...]
    preprocessing: ImagePreprocessing
    inputs: tuple[TensorSpec, ...]
    outputs: tuple[TensorSpec, ...]
    metrics: dict[str, float]
    parity: Parity
    provenance: Provenance
