"""The dataset document: where samples are, what they mean, how they are split and read."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from netwright.interfaces.documents.base import Document, Part

Pixels = Annotated[int, Field(ge=1, le=16384)]


class ImagePreprocessing(Part):
    """How an image file becomes the network's input; the same for training and for predicting.

    Reading gives uint8 [H,W,C]; scaling to 0..1 and normalising with `mean` and `std` (both in
    units of that range, one number a channel) happen on the device and inside the ONNX graph.
    """

    kind: Literal["image"] = "image"
    mode: Literal["L", "RGB"] = Field("RGB", description="L is one grey channel, RGB three.")
    height: Pixels
    width: Pixels
    fit: Literal["stretch", "crop", "pad"] = Field(
        "stretch",
        description="How another aspect ratio is fitted: stretched, cropped at the longer side, "
        "or padded with black at the shorter one.",
    )
    mean: tuple[float, ...]
    std: tuple[Annotated[float, Field(gt=0)], ...]

    @property
    def channels(self) -> int:
        """1 or 3."""
        return len(self.mode)

    @property
    def shape(self) -> tuple[int, int, int]:
        """[C,H,W], as the network sees one image."""
        return self.channels, self.height, self.width

    @model_validator(mode="after")
    def _one_number_a_channel(self) -> ImagePreprocessing:
        for name in ("mean", "std"):
            if len(getattr(self, name)) != self.channels:
                raise ValueError(f"{name} needs {self.channels} numbers, one a channel")
        return self


class ImageFolder(Part):
    """A folder with one sub-folder of images a class, or with such under train/ and val/."""

    kind: Literal["image_folder"] = "image_folder"
    path: str = Field(description="The folder, absolute or relative to the current one.")


class GivenSplit(Part):
    """The split that the folders train/ and val/ give."""

    kind: Literal["given"] = "given"
    train: str = "train"
    val: str = "val"


class StratifiedSplit(Part):
    """A seeded random split with the same share of every class in validation."""

    kind: Literal["stratified"] = "stratified"
    val_fraction: float = Field(0.2, gt=0, lt=1)
    seed: int = Field(0, ge=0, lt=2**63)


class Dataset(Document):
    """Everything needed to read the same samples in the same split again."""

    FORMAT: ClassVar[str] = "netwright.dataset"

    format: Literal["netwright.dataset"] = "netwright.dataset"
    version: Literal[1] = 1
    name: str
    task: Literal["classification"] = "classification"
    source: ImageFolder
    classes: tuple[str, ...] = Field(min_length=2, description="The labels, by class index.")
    split: Annotated[GivenSplit | StratifiedSplit, Field(discriminator="kind")]
    preprocessing: ImagePreprocessing
    skipped: tuple[str, ...] = Field(
        (), description="Files left out because they cannot be read, relative to the source."
    )
    fingerprint: str = Field("", description="A hash of every sample's name, size and content.")
