"""Class activation maps, from derivatives that need no automatic differentiation.

What Grad-CAM (Selvaraju et al., 2017) weighs a channel by is the mean derivative of a class's score
by the channel's numbers. That is the derivative along one direction, all of the channel growing
alike, and so two runs of what comes after the layer tell it for all classes at once. Where what
comes after is affine in the channels' means, as in a network that ends in global average pooling
and linear layers, the weights are the same for every picture, and the map is the class activation
map of Zhou et al. (2016) exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.inside.tail import Tail

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STEP = 1e-2
"""By how many of its deviations a channel is moved: enough for float32 to tell, and little enough
to pass few kinks."""

_AGREEMENT = 1e-4
"""How closely an affine function has to foretell the scores, in parts of the largest of them."""

_MOST_NUMBERS = 1 << 24
"""Features that are held at a time, 64 MB of float32."""


def channel_weights(tail: Tail, features: NDArray[Any], raw: NDArray[Any]) -> NDArray[np.float64]:
    """By how much each class's score grows with the mean of each channel.

    Args:
        tail: From the features to the scores [N,K].
        features: float [1,C,H,W] of one sample.
        raw: The sample's raw input [1,...].

    Returns:
        [K,C]: the mean derivatives by a channel's numbers, times how many it has.
    """
    spread = max(float(features.std()), 1e-3)
    if tail.is_quantised:
        # Small steps are lost between integers, and below zero is where they end.
        grown = _with_each_channel_moved(tail, features, raw, spread) - tail.run(features, raw)
        return grown.T / spread
    step = _STEP * spread
    forth, back = (_with_each_channel_moved(tail, features, raw, by) for by in (step, -step))
    weights: NDArray[np.float64] = ((forth - back) / (2 * step)).T
    return weights


def _with_each_channel_moved(
    tail: Tail, features: NDArray[Any], raw: NDArray[Any], by: float
) -> NDArray[np.float64]:
    """The scores [C,K] where one channel after the other has more in all of its places."""
    channels, parts = features.shape[1], []
    at_once = max(1, _MOST_NUMBERS // features.size)
    for start in range(0, channels, at_once):
        moved = np.arange(start, min(start + at_once, channels))
        part = np.repeat(features, len(moved), axis=0)
        part[np.arange(len(moved)), moved] += by
        parts.append(tail.run(part, raw))
    return np.concatenate(parts)


def constant_weights(
    tail: Tail, features: NDArray[Any], raw: NDArray[Any]
) -> NDArray[np.float64] | None:
    """The weights [K,C] that are the same for every sample; None where they are not.

    They are, if the scores are an affine function of the channels' means. It is worked out from
    channels that are 0 and 1, and then has to foretell the scores of the features, of the features
    with their places mixed, and of several times them with either sign.

    Args:
        tail: From the features to the scores [N,K].
        features: float [1,C,H,W] of one sample.
        raw: The sample's raw input [1,...].
    """
    nothing = np.zeros_like(features)
    (bias,) = tail.run(nothing, raw)
    weights = (_with_each_channel_moved(tail, nothing, raw, 1.0) - bias).T
    trials = _trials(features)
    got = tail.run(trials, raw)
    told = trials.astype(np.float64).mean(axis=(2, 3)) @ weights.T + bias
    largest = max(1.0, float(np.abs(got).max()))
    # False for NaN too.
    return weights if float(np.abs(got - told).max()) <= _AGREEMENT * largest else None


def _trials(features: NDArray[Any]) -> NDArray[Any]:
    random = np.random.default_rng(0)
    flat = features.reshape(*features.shape[:2], -1)
    mixed = random.permuted(flat, axis=2).reshape(features.shape)
    noise = random.normal(size=features.shape) * (float(features.std()) or 1.0)
    trials: NDArray[Any] = np.concatenate([features, mixed, -3 * features, noise, 3 * noise])
    return trials.astype(features.dtype)


def class_weights(weights: NDArray[np.float64], index: int) -> NDArray[np.float64]:
    """The weights [C] of one class.

    One whose own score never changes, as the first of two where a network gives a single number, is
    found by what speaks against the others.
    """
    own = weights[index]
    if own.any() or len(weights) < 2:
        return own
    rest: NDArray[np.float64] = -np.delete(weights, index, axis=0).mean(axis=0)
    return rest


def activation_map(weights: NDArray[np.float64], features: NDArray[Any]) -> NDArray[np.float32]:
    """The channels [C,H,W] added up by weights [C]: float32 [H,W]; where it is large is evidence.

    Its mean is the score less its bias, where the weights are constant.
    """
    summed = np.tensordot(weights, features.astype(np.float64), axes=1)
    return summed.astype(np.float32)
