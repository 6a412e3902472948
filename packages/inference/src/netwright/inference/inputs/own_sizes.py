"""Pictures read at sizes of their own, for models that take any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netwright.interfaces.documents.model import AnySize
    from netwright.interfaces.documents.preprocessing import ImagePreprocessing


def size_to_read(size: tuple[int, int], any_size: AnySize) -> tuple[int, int]:
    """(width, height) that a picture of this size is read at: its own, or the nearest allowed."""

    def side(own: int) -> int:
        steps = round(own / any_size.multiple)
        return max(any_size.least, steps * any_size.multiple)

    return side(size[0]), side(size[1])


def reading_at(preprocessing: ImagePreprocessing, size: tuple[int, int]) -> ImagePreprocessing:
    """How pictures are read at a (width, height) that is all but their own."""
    changes = {"width": size[0], "height": size[1], "fit": "stretch"}
    return preprocessing.model_copy(update=changes)
