"""Labels that look wrong: samples whose nearest neighbours all agree on another class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from netwright.data.checking.finding import Finding
from netwright.data.checking.whole_set import WholeSet
from netwright.data.features import table_features
from netwright.interfaces.documents.preprocessing import ImagePreprocessing, TablePreprocessing

_NEIGHBOURS = 8
_MOST = 4000
"""Samples that are looked at: the work grows with their square."""
_FEWEST = 50
_SIDE = 16
_SHOWN = 12
_MANY = 0.01
"""Sound data has a few samples that look like another class, too."""
_TELLING = 0.8
"""The share of samples whose neighbours must be right before they are believed to tell of others.
On photographs of many things, likeness of pixels says nothing, and then nothing is said."""


def swapped_labels(data: WholeSet) -> Iterator[Finding]:
    """Single samples, and whole classes of validation, that look like another class.

    By the leave-one-out vote of nearest neighbours (Wilson, 1972).
    """
    data.check_time()
    numbers = _sampled(data)
    if data.labels is None or len(numbers) < _FEWEST:
        return
    features = _features(data, numbers)
    if features is None:
        return
    labels, in_val = data.labels[numbers], data.in_val[numbers]
    votes = _votes(features, features, labels, len(data.document.classes))
    right = votes.argmax(1) == labels
    if right.mean() < _TELLING:
        return
    whole = [*_swapped_classes(data, labels, in_val, features)]
    yield from whole
    if not whole:
        yield from _single(data, numbers, labels, votes)


def _single(
    data: WholeSet, numbers: NDArray[np.int64], labels: NDArray[np.int64], votes: NDArray[np.int64]
) -> Iterator[Finding]:
    of_its_own = votes[np.arange(len(labels)), labels]
    suspects = np.flatnonzero((of_its_own == 0) & (votes.max(1) >= _NEIGHBOURS - 1))
    if not len(suspects):
        return
    words = tuple(
        f"{data.where(int(numbers[n]))} looks like {data.document.classes[votes[n].argmax()]}"
        for n in suspects[:_SHOWN]
    )
    yield Finding(
        "labels",
        "warning" if len(suspects) > _MANY * len(numbers) else "note",
        f"what is most like {len(suspects)} sample{'s' * (len(suspects) > 1)} has another label "
        "than they have.",
        "look at them, and correct the labels that are wrong.",
        words,
    )


def _swapped_classes(
    data: WholeSet, labels: NDArray[np.int64], in_val: NDArray[np.bool_], features: NDArray[Any]
) -> Iterator[Finding]:
    """Classes of validation that look like another class of training: swapped folders do that."""
    classes = data.document.classes
    known, their_labels = features[~in_val], labels[~in_val]
    told = _votes(features[in_val], known, their_labels, len(classes)).argmax(1)
    for label in np.unique(labels[in_val]).tolist():
        seen = np.bincount(told[labels[in_val] == label], minlength=len(classes))
        other = int(seen.argmax())
        if other != label and seen[other] > 0.8 * seen.sum() and seen.sum() >= 3:
            yield Finding(
                "labels",
                "misleading",
                f"what is labelled {classes[label]!r} for validation looks like "
                f"{classes[other]!r} of training ({seen[other]} of {seen.sum()} samples).",
                "check whether two folders or labels were swapped.",
            )


def _sampled(data: WholeSet) -> NDArray[np.int64]:
    if len(data) <= _MOST:
        return np.arange(len(data))
    draws = np.random.Generator(np.random.PCG64(0)).random(len(data))
    return np.sort(np.argsort(draws, kind="stable")[:_MOST])


def _features(data: WholeSet, numbers: NDArray[np.int64]) -> NDArray[np.float32] | None:
    """float32 [n,F], in which what is alike is near; None for data that have no such measure."""
    preprocessing = data.document.preprocessing
    if isinstance(preprocessing, ImagePreprocessing):
        small = np.stack([_small(data.input(number)) for number in numbers.tolist()])
        centred = small - small.mean(1, keepdims=True)
        scale = np.linalg.norm(centred, axis=1, keepdims=True)
        return np.asarray(centred / np.maximum(scale, 1e-6), np.float32)
    if isinstance(preprocessing, TablePreprocessing):
        return table_features(data.inputs(numbers), preprocessing)
    return None


def _small(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    picture = Image.fromarray(pixels.squeeze(-1) if pixels.shape[-1] == 1 else pixels)
    if max(picture.size) > _SIDE:
        picture = picture.resize((_SIDE, _SIDE))
    return np.asarray(picture, np.float32).ravel()


def _votes(
    features: NDArray[Any], known: NDArray[Any], labels: NDArray[np.int64], classes: int
) -> NDArray[np.int64]:
    """int64 [n,classes]: how the nearest of the `known` vote for each; none votes for itself."""
    votes = np.zeros((len(features), classes), np.int64)
    squares = (known**2).sum(1)
    count = min(_NEIGHBOURS, len(known) - 1)
    for start in range(0, len(features), 512):
        part = features[start : start + 512]
        distances = squares - 2 * part @ known.T
        if known is features:
            distances[np.arange(len(part)), np.arange(start, start + len(part))] = np.inf
        nearest = np.argpartition(distances, count, axis=1)[:, :count]
        for row, found in enumerate(labels[nearest], start=start):
            votes[row] = np.bincount(found, minlength=classes)
    return votes
