"""Which samples are for training and which for validation, so that it can be done again."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from netwright.interfaces.documents.base import Part

Fraction = Annotated[float, Field(gt=0, lt=1)]
Seed = Annotated[int, Field(ge=0, lt=2**63)]


class GivenSplit(Part):
    """The split that the source gives: two folders, or two values of a column."""

    kind: Literal["given"] = "given"
    train: str = "train"
    val: str = "val"
    column: str = Field("", description="The column whose values they are; empty for folders.")


class StratifiedSplit(Part):
    """A seeded random split with the same share of every class in validation."""

    kind: Literal["stratified"] = "stratified"
    val_fraction: Fraction = 0.2
    seed: Seed = 0


class RandomSplit(Part):
    """A seeded random split."""

    kind: Literal["random"] = "random"
    val_fraction: Fraction = 0.2
    seed: Seed = 0


class GroupedSplit(Part):
    """A seeded random split of whole groups: no group has samples on both sides."""

    kind: Literal["grouped"] = "grouped"
    by: str = Field(
        description="The column that names a sample's group; 'folder' for the folder of a file."
    )
    val_fraction: Fraction = 0.2
    seed: Seed = 0


class TimeSplit(Part):
    """The last samples by time are for validation."""

    kind: Literal["time"] = "time"
    by: str = Field(description="The column of times: numbers, or dates as in ISO 8601.")
    val_fraction: Fraction = 0.2


class FoldSplit(Part):
    """One of k folds is for validation; every sample is in exactly one of them.

    Folds have the same share of every class where there are classes, and keep groups whole where
    `by` names them.
    """

    kind: Literal["fold"] = "fold"
    folds: int = Field(5, ge=2, le=1000)
    fold: int = Field(0, ge=0, description="The one for validation, from 0.")
    by: str = Field("", description="As in a grouped split; empty for none.")
    seed: Seed = 0

    @model_validator(mode="after")
    def _fold_is_there(self) -> FoldSplit:
        if self.fold >= self.folds:
            raise ValueError(f"fold goes from 0 to {self.folds - 1}")
        return self


AnySplit = GivenSplit | StratifiedSplit | RandomSplit | GroupedSplit | TimeSplit | FoldSplit
Split = Annotated[AnySplit, Field(discriminator="kind")]
"""Any of them, told apart by `kind`."""
