"""Logarithms of probabilities, exact where the probabilities themselves are 0 or 1 in float32."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def log_softmax(logits: NDArray[np.floating], axis: int) -> NDArray[np.float64]:
    """The logarithm of the softmax along an axis."""
    shifted = logits.astype(np.float64) - logits.max(axis=axis, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True)))


def cross_entropy(
    logits: NDArray[np.floating], true: NDArray[np.int64], axis: int
) -> NDArray[np.float64]:
    """The nats that each true class costs, of the shape of `true`: `logits` without `axis`."""
    of_true = np.take_along_axis(log_softmax(logits, axis), np.expand_dims(true, axis), axis)
    return np.asarray(-of_true.squeeze(axis))


def binary_cross_entropy(
    logits: NDArray[np.floating], true: NDArray[np.floating]
) -> NDArray[np.float64]:
    """The nats that each label costs, 0 or 1 being so; of the shape of both."""
    z = logits.astype(np.float64)
    return np.asarray(np.maximum(z, 0) - z * true + np.log1p(np.exp(-np.abs(z))))
