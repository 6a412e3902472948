"""What an array of inputs is taken for, by its dtype and its shape alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from netwright.data.array_file import Member
from netwright.interfaces.errors import DataError

_MOST_AXES = 8


@dataclass(frozen=True)
class Kind:
    """One of three.

    Attributes:
        name: `pictures` for uint8 [N,H,W], [N,H,W,C] and [N,C,H,W] with 1 or 3 channels; `tokens`
            for int32, uint32, int64 and uint64 [N,L]; `numbers` for all else.
        raw_shape: Of one sample as it is kept.
        channels_first: Whether pictures come as [C,H,W].
    """

    name: Literal["pictures", "tokens", "numbers"]
    raw_shape: tuple[int, ...]
    channels_first: bool = False

    @property
    def raw_dtype(self) -> Literal["uint8", "int64", "float32"]:
        """What one sample is kept as."""
        kept: dict[str, Literal["uint8", "int64", "float32"]]
        kept = {"pictures": "uint8", "tokens": "int64", "numbers": "float32"}
        return kept[self.name]

    @property
    def channel_axis(self) -> int | None:
        """The axis of [N,...] with a mean and a deviation for each entry; None for one of all."""
        if self.name == "pictures":
            return 3
        return 1 if len(self.raw_shape) >= 2 else None

    @property
    def scale(self) -> float:
        """What the largest value becomes 1 by, before mean and deviation count."""
        return 255.0 if self.name == "pictures" else 1.0

    def change(self, block: NDArray[Any]) -> NDArray[Any]:
        """Rows as they are kept."""
        if self.channels_first:
            block = np.moveaxis(block, 1, -1)
        with np.errstate(over="ignore"):  # What becomes infinite is told of as such.
            return block.reshape(len(block), *self.raw_shape).astype(self.raw_dtype)


def kind_of(member: Member) -> Kind:
    """What the array is taken for. Raises DataError where a network cannot take it."""
    shape = member.shape[1:] or (1,)  # One number a sample is an axis of one.
    if member.dtype.kind not in "fiub":
        raise DataError(
            f"inputs are numbers, but an array of {member.dtype} came.",
            fix="save numbers; texts are read from .txt files, and mixed columns from a table.",
        )
    if not member.shape or 0 in member.shape or len(shape) > _MOST_AXES:
        raise DataError(
            f"inputs are [N,...] with up to {_MOST_AXES} axes a sample and none of size 0, but "
            f"{list(member.shape)} came.",
            fix="give the array one sample for each entry of its first axis.",
        )
    if member.dtype == np.uint8 and (picture := _picture(shape)):
        return picture
    if member.dtype.kind in "iu" and member.dtype.itemsize >= 4 and len(shape) == 1:
        return Kind("tokens", shape)
    return Kind("numbers", shape)


def _picture(shape: tuple[int, ...]) -> Kind | None:
    if len(shape) == 2:
        return Kind("pictures", (*shape, 1))
    if len(shape) == 3 and shape[2] in (1, 3):
        return Kind("pictures", shape)
    if len(shape) == 3 and shape[0] in (1, 3):
        return Kind("pictures", (*shape[1:], shape[0]), channels_first=True)
    return None
