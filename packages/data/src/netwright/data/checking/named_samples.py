"""From the words of a finding to the sample that they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from netwright.data.samples import Prepared, Samples
from netwright.interfaces.documents.preprocessing import ImagePreprocessing

if TYPE_CHECKING:
    from numpy.typing import NDArray


def named_pixels(words: str, data: Prepared) -> NDArray[np.uint8] | None:
    """The image uint8 [H,W,C] of the sample that a line begins with; None where it is no image."""
    if not isinstance(data.document.preprocessing, ImagePreprocessing):
        return None
    for samples, number in _named(words, data):
        return np.asarray(samples.inputs[number])
    return None


def _named(words: str, data: Prepared) -> Iterator[tuple[Samples, int]]:
    for samples in (data.train, data.val):
        for number, name in enumerate(samples.names):
            if words == name or words.startswith(f"{name} ("):
                yield samples, number
