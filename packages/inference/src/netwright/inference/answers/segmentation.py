"""What a model says that tells the class of every pixel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.inputs.reader import Sample
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.documents.target import Segmentation
from netwright.interfaces.masks import restore_mask

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Mask:
    """The classes of one image's pixels.

    Attributes:
        path: The image's path as it was given, or None when it came from memory.
        mask: The index of the most probable class, uint8 [H,W], at the model's size.
        size: The upright image's own (width, height) in pixels.
        labels: The model's labels, by class index.
        probabilities: Of every class and pixel, float32 [classes,H,W], where they were asked for.
    """

    path: str | None
    mask: NDArray[np.uint8] = field(repr=False)
    size: tuple[int, int]
    labels: tuple[str, ...] = field(repr=False)
    probabilities: NDArray[np.float32] | None = field(repr=False)
    _preprocessing: ImagePreprocessing = field(repr=False)

    @classmethod
    def of(
        cls,
        sample: Sample,
        probabilities: NDArray[np.float32],
        target: Segmentation,
        preprocessing: ImagePreprocessing,
        *,
        keep_probabilities: bool,
    ) -> Mask:
        """The mask that `probabilities`, float32 [classes,H,W], make."""
        width, height = sample.size
        return cls(
            path=sample.path,
            mask=probabilities.argmax(axis=0).astype(np.uint8),
            size=(width, height),
            labels=target.classes,
            probabilities=probabilities.copy() if keep_probabilities else None,
            _preprocessing=preprocessing,
        )

    def at_own_size(self) -> NDArray[np.uint8]:
        """The mask on the image itself, uint8 [height,width]; 255 where the model saw nothing.

        That is so beside what `fit="crop"` left.
        """
        return restore_mask(self.mask, self._preprocessing, self.size)

    def shares(self) -> dict[str, float]:
        """Of each class that is there, the share of the model's pixels, 0 to 1; largest first."""
        counts = np.bincount(self.mask.ravel(), minlength=len(self.labels))
        order = np.argsort(-counts, kind="stable")
        return {self.labels[i]: float(counts[i] / self.mask.size) for i in order if counts[i]}

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON takes it; the mask itself is a picture."""
        return {"path": self.path, "size": list(self.size), "shares": self.shares()}
