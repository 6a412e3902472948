"""The last layer of a network that still knows places, and what comes after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.inside.probe import LayerOutput, Probe
from netwright.inference.inside.tail import Tail
from netwright.interfaces.documents.model import LayerValue
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MIXING = frozenset({"Attention", "LayerNormalization", "MultiHeadAttention", "Softmax"})
"""After these operators a place of a feature map says little of the same place in the picture."""


class LastFeatures:
    """A layer's feature maps, and the scores that come of them.

    Attributes:
        layer: The layer.
        shape: That of its feature maps for one picture of the size that was trained on, [1,C,H,W].
        dtype: Their dtype, by numpy's name.
        tail: From its feature maps [N,C,H,W] to the scores [N,K].
    """

    def __init__(self, probe: Probe, layer: LayerValue, example: NDArray[Any], score: str) -> None:
        self.layer, self._probe = layer, probe
        self.shape, self.dtype = example.shape, example.dtype.name
        self.tail = Tail(probe.file, probe.graph(), self.value, self.dtype, score)

    @property
    def value(self) -> str:
        """The ONNX value."""
        return str(self.layer.value)

    @property
    def tells_places(self) -> bool:
        """Whether what comes after the layer leaves places where they are."""
        return not self.tail.operators & _MIXING

    def of(self, raw: NDArray[Any]) -> NDArray[Any]:
        """The feature maps [1,C,H,W] of a raw input [1,...]."""
        return self._probe.values([self.value], raw)[self.value]


def last_features(probe: Probe, score: str, layer: str | None = None) -> LastFeatures | None:
    """The last layer whose output has more than one place; None where there is none.

    Args:
        probe: The model.
        score: The output that is explained.
        layer: The id of another layer to take.

    Raises:
        UsageError: There is no such layer, its output has no places, or the scores do not depend
            on it.
    """
    raw = probe.model.preprocessing
    nothing = np.zeros((1, *raw.raw_shape), raw.raw_dtype)
    outputs = probe.run(nothing, None if layer is None else [layer])
    spatial = [output for output in outputs if _has_places(output)]
    if spatial:
        last = spatial[-1]
        return LastFeatures(probe, probe.layer(last.id), last.values, score)
    if layer is None:
        return None
    shape = ",".join(str(size) for output in outputs for size in output.values.shape[1:])
    raise UsageError(
        f"the layer {layer!r} gives [{shape}], which has no places of a picture.",
        fix="choose a convolution, a normalisation or an activation before the pooling.",
    )


def _has_places(output: LayerOutput) -> bool:
    values = output.values
    return values.ndim == 4 and values.dtype.kind == "f" and values.shape[2] * values.shape[3] > 1
