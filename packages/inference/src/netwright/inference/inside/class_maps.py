"""The class activation maps of one model."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.inside.activation import (
    activation_map,
    channel_weights,
    class_weights,
    constant_weights,
)
from netwright.inference.inside.heat_map import Method
from netwright.inference.inside.last_features import LastFeatures, last_features
from netwright.inference.inside.probe import Probe
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray


class ClassMaps:
    """Makes maps of feature maps, and remembers what is the same for every picture.

    Args:
        probe: The model.
        output: The output of the graph that is explained, [N,K].
        layer: The id of the layer whose feature maps are taken; None takes the last that has more
            than one place.
    """

    def __init__(self, probe: Probe, output: str, layer: str | None) -> None:
        self._probe, self._output, self._layer = probe, output, layer

    def fitting(self) -> Method:
        """The method that fits the model.

        Raises:
            UsageError: The layer that was asked for is not there, or has no places.
        """
        features = self._features
        if features is None or (self._layer is None and not features.tells_places):
            return "occlusion"
        return "grad-cam" if self._constant is None else "cam"

    def of(self, raw: NDArray[Any], index: int, method: Method) -> NDArray[np.float32]:
        """The map of a class, float32 [h,w].

        Args:
            raw: The raw input [1,...].
            index: Which class.
            method: "cam" or "grad-cam".

        Raises:
            UsageError: The method does not fit the model.
        """
        features = self.features(method)
        maps = features.of(raw)
        if method == "grad-cam":
            weights = channel_weights(features.tail, maps, raw)
        else:
            weights = self.constant()
        return activation_map(class_weights(weights, index), maps[0])

    def features(self, method: Method) -> LastFeatures:
        """The layer that is looked at. Raises UsageError where there is none."""
        if self._features is None:
            raise UsageError(
                f"this model has no feature maps, which {method} looks at.", fix='use "occlusion".'
            )
        return self._features

    def constant(self) -> NDArray[np.float64]:
        """The weights [K,C] of "cam". Raises UsageError where they are not the same for all."""
        if self._constant is None:
            raise UsageError(
                "the scores of this model are no weighted sum of its feature maps' means, which "
                '"cam" takes them for.',
                fix='use "grad-cam" or "occlusion".',
            )
        return self._constant

    @functools.cached_property
    def _features(self) -> LastFeatures | None:
        return last_features(self._probe, self._output, self._layer)

    @functools.cached_property
    def _constant(self) -> NDArray[np.float64] | None:
        if self._features is None:
            return None
        raw = self._probe.model.preprocessing
        black = np.zeros((1, *raw.raw_shape), raw.raw_dtype)
        return constant_weights(self._features.tail, self._features.of(black), black)
