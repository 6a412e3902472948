"""Where samples are. Paths are absolute or relative to the current folder."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, field_validator, model_serializer

from netwright.interfaces.documents.base import Part


class ImageFolder(Part):
    """A folder with one sub-folder of images a class, or with such under train/ and val/."""

    kind: Literal["image_folder"] = "image_folder"
    path: str = Field(description="The folder, absolute or relative to the current one.")


class LabelledImages(Part):
    """Images in a folder, and a table (CSV, TSV, JSON lines or Parquet) that says what they show.

    One target column of words is a class; several words in it, joined by `separator`, are several
    labels; columns of numbers are regressed, and several columns of 0 and 1 are several labels.
    """

    kind: Literal["labelled_images"] = "labelled_images"
    path: str = Field(description="The folder that the table's file names are relative to.")
    table: str = Field(description="The table's path, relative to `path`.")
    image_column: str = Field(description="The column of file names.")
    targets: tuple[str, ...] = Field(min_length=1, description="The columns to be predicted.")
    separator: str = Field("|", description="What stands between several labels of one image.")


class ImageMasks(Part):
    """Images in one folder, and masks of the same names in another: one class a pixel."""

    kind: Literal["image_masks"] = "image_masks"
    path: str
    images: str = Field("images", description="The folder of images, relative to `path`.")
    masks: str = Field("masks", description="The folder of masks, relative to `path`.")


class ImagePairs(Part):
    """Pictures in one folder, and what becomes of them, by the same names, in another."""

    kind: Literal["image_pairs"] = "image_pairs"
    path: str
    inputs: str = Field("inputs", description="The folder of inputs, relative to `path`.")
    targets: str = Field("targets", description="The folder of targets, relative to `path`.")


class UnlabelledImages(Part):
    """A folder of images without labels, and the folders below it."""

    kind: Literal["unlabelled_images"] = "unlabelled_images"
    path: str


class TableFile(Part):
    """A table with a head line, one sample a row: CSV, TSV or Parquet."""

    kind: Literal["table"] = "table"
    path: str
    targets: tuple[str, ...] = Field(min_length=1, description="The columns to be predicted.")
    ignore: tuple[str, ...] = Field((), description="Columns that are not looked at.")


class ArrayFile(Part):
    """Arrays in an ``.npz`` file: inputs [N,...], and targets [N,...] where the task has them."""

    kind: Literal["arrays"] = "arrays"
    path: str
    inputs: str = Field("x", description="The name of the inputs within the file.")
    targets: str | None = Field(
        "y", description="The name of the targets within the file; empty where there are none."
    )

    @field_validator("targets")
    @classmethod
    def _empty_is_none(cls, targets: str | None) -> str | None:
        return targets or None

    @model_serializer(mode="wrap")
    def _none_is_empty(self, content: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # Documents leave out what is None, and what is left out is "y".
        return {**content(self), "targets": self.targets or ""}


class TextFiles(Part):
    """Texts: a file or a folder of them to go on with, or one sub-folder of files a class."""

    kind: Literal["text"] = "text"
    path: str
    stride: int | None = Field(
        None, ge=1, description="Tokens from the start of one sample to that of the next."
    )


class TorchvisionDataset(Part):
    """A data set of torchvision that is on the disk already; nothing is downloaded."""

    kind: Literal["torchvision"] = "torchvision"
    path: str = Field(description="What torchvision calls `root`.")
    name: str = Field(description="The class in torchvision.datasets, such as CIFAR10.")


class ShardCounts(Part):
    """How many samples tar files have, found by one pass over them; empty until counted."""

    files: tuple[Annotated[int, Field(ge=0)], ...] = Field(
        (), description="Samples in each tar file, in the order of the pattern."
    )
    classes: tuple[Annotated[int, Field(ge=0)], ...] = Field(
        (), description="Samples of each class, in the order of the target's classes."
    )

    @property
    def total(self) -> int:
        """All samples."""
        return sum(self.files)


class Shards(Part):
    """Images with a class each in tar files (WebDataset), for more data than one disk holds.

    A sample is the files of one name in a tar file: the image (``.jpg``, ``.png``, ...), and its
    class in ``.cls`` or, under the key `label`, in ``.json``. They are read one after the other.
    """

    kind: Literal["shards"] = "shards"
    path: str = Field(
        description="The tar files to train on, such as data/train-{000000..000099}.tar."
    )
    val: str = Field(description="The tar files to validate on, likewise.")
    label: str = Field("label", description="The key of the class in .json files.")
    train_counts: ShardCounts = Field(ShardCounts(), description="Of what is trained on.")
    val_counts: ShardCounts = Field(ShardCounts(), description="Of what is validated on.")


AnySource = (
    ImageFolder
    | LabelledImages
    | ImageMasks
    | ImagePairs
    | UnlabelledImages
    | TableFile
    | ArrayFile
    | TextFiles
    | TorchvisionDataset
    | Shards
)
Source = Annotated[AnySource, Field(discriminator="kind")]
"""Any of them, told apart by `kind`."""
