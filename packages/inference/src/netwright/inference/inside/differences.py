"""How far one layer of two models is apart, over many samples."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Place:
    """One number of a layer in both models.

    Attributes:
        sample: Of which sample, from 0.
        index: Where in the layer.
        first: What the first model gives there.
        second: What the second gives.
    """

    sample: int
    index: tuple[int, ...]
    first: float
    second: float


@dataclass(frozen=True)
class LayerDifference:
    """How far a layer's numbers are apart; the first model's count as the right ones.

    Attributes:
        id: The layer's id, or an ONNX value's name.
        op: What the layer is.
        shape: The sizes of what it gives for one sample.
        max_abs: The largest absolute difference.
        mean_abs: The mean absolute difference.
        relative: The norm of the difference over the norm of the first; NaN where a number is not
            finite, infinite where the first is all zeros and the second is not.
        sqnr_db: The signal-to-quantisation-noise ratio in decibel, which says the same: 20 dB are a
            tenth, 40 dB a hundredth; infinite where nothing differs.
        cosine: The cosine of the angle between the two, 1 where they point the same way.
        worst: Where the largest difference is.
    """

    id: str
    op: str
    shape: tuple[int, ...]
    max_abs: float
    mean_abs: float
    relative: float
    sqnr_db: float
    cosine: float
    worst: Place

    def within(self, tolerance: float) -> bool:
        """Whether the relative error is a number of at most `tolerance`."""
        return self.relative <= tolerance  # False for NaN.

    def to_dict(self) -> dict[str, Any]:
        """The difference as JSON takes it; null for what is no finite number."""
        return {name: _finite(value) for name, value in asdict(self).items()}


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value


class Differences:
    """Takes in a layer's numbers, batch after batch."""

    def __init__(self, id: str, op: str) -> None:
        self._id, self._op = id, op
        self._samples = self._count = 0
        self._sums = np.zeros(5)
        self._shape: tuple[int, ...] = ()
        self._worst: Place | None = None
        self._max = -1.0

    def add(self, ours: NDArray[Any], theirs: NDArray[Any]) -> None:
        """A batch of the layer's numbers, both [N,...]."""
        first, second = ours.astype(np.float64), theirs.astype(np.float64)
        with np.errstate(invalid="ignore"):  # Infinities on both sides.
            difference = np.abs(first - second)
        pairs = ((first, first), (second, second), (first, second), (difference, difference))
        self._sums += [*(float((a * b).sum()) for a, b in pairs), float(difference.sum())]
        self._shape = ours.shape[1:]
        if difference.size:
            self._note_worst(first, second, difference)
        self._samples += len(first)
        self._count += first.size

    def _note_worst(
        self,
        first: NDArray[np.float64],
        second: NDArray[np.float64],
        difference: NDArray[np.float64],
    ) -> None:
        place = np.unravel_index(int(difference.argmax()), difference.shape)  # NaN is the largest.
        found = float(difference[place])
        if math.isnan(self._max) or found <= self._max:
            return
        sample, *index = map(int, place)
        self._max = found
        values = float(first[place]), float(second[place])
        self._worst = Place(self._samples + sample, tuple(index), *values)

    def result(self) -> LayerDifference:
        """What all batches say together."""
        ours, theirs, product, noise, total = map(float, self._sums)
        relative = _ratio(math.sqrt(noise), math.sqrt(ours))
        return LayerDifference(
            id=self._id,
            op=self._op,
            shape=self._shape,
            max_abs=max(self._max, 0.0) if not math.isnan(self._max) else self._max,
            mean_abs=total / max(1, self._count),
            relative=relative,
            sqnr_db=_decibel(relative),
            cosine=1.0 if noise == 0 else product / (math.sqrt(ours * theirs) or math.inf),
            worst=self._worst or Place(0, (), 0.0, 0.0),
        )


def _ratio(noise: float, signal: float) -> float:
    if noise == 0:
        return 0.0
    return noise / signal if signal else math.inf


def _decibel(relative: float) -> float:
    if relative == 0:
        return math.inf
    return -math.inf if math.isinf(relative) else -20 * math.log10(relative)
