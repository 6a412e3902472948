"""Samples that are there twice: equal to the last bit, or pictures that look the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from netwright.data.checking.finding import Finding, Severity
from netwright.data.checking.whole_set import WholeSet
from netwright.data.extras import needed
from netwright.interfaces.documents.preprocessing import ImagePreprocessing, TextPreprocessing

Pairs = list[tuple[int, int]]
_SHOWN = 12
_MANY, _MANY_ROWS = 0.02, 0.1

# A picture of fewer pixels has too little in it for its likeness to another to mean anything.
_SMALLEST = 32
_HASH_BITS = 64
_LARGEST_DISTANCE = 4  # bits; imagehash's authors take up to 10 for one picture, resaved
_LARGEST_DIFFERENCE = 6.0  # mean of the thumbnails' pixels, 0 to 255
_THUMBNAIL = (32, 32)


def exact_duplicates(data: WholeSet) -> Iterator[Finding]:
    """Inputs that are equal, told apart by what they do to training."""
    if isinstance(data.document.preprocessing, TextPreprocessing):
        return  # A text may well say the same twice.
    yield from _findings(data, exact_pairs(data), "exact duplicates", "are the same")


def near_duplicates(data: WholeSet) -> Iterator[Finding]:
    """Pictures that look the same, by a perceptual hash (Zauner, 2010) and by their thumbnails."""
    image = data.document.preprocessing
    if not isinstance(image, ImagePreprocessing) or min(image.height, image.width) < _SMALLEST:
        return
    exact = set(exact_pairs(data))
    pairs = [pair for pair in near_pairs(data) if pair not in exact]
    yield from _findings(data, pairs, "near duplicates", "look the same")


def exact_pairs(data: WholeSet) -> Pairs:
    """The first sample of each content with each later one of the same."""
    first: dict[bytes, int] = {}
    pairs = []
    number = 0
    for chunk in data.chunks():
        for row in chunk:
            data.check_time()
            content = np.ascontiguousarray(row).tobytes()
            digest = hashlib.blake2b(content, digest_size=16).digest()
            if digest in first:
                pairs.append((first[digest], number))
            else:
                first[digest] = number
            number += 1
    return pairs


def near_pairs(data: WholeSet) -> Pairs:
    """Pairs of pictures whose hashes differ in a few bits and whose thumbnails differ little."""
    hashes, thumbnails = _hashed(data)
    return [
        (int(a), int(b))
        for a, b in _close(hashes)
        if np.abs(thumbnails[a].astype(int) - thumbnails[b]).mean() <= _LARGEST_DIFFERENCE
    ]


def _hashed(data: WholeSet) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """uint64 [N], a perceptual hash of each picture, and uint8 [N,32,32], its grey thumbnail."""
    imagehash = needed("imagehash", extra="look", to="find pictures that look the same")
    hashes, thumbnails = [], []
    for chunk in data.chunks():
        for pixels in chunk:
            data.check_time()
            picture = Image.fromarray(pixels.squeeze(-1) if pixels.shape[-1] == 1 else pixels)
            bits = imagehash.phash(picture).hash.reshape(-1)
            hashes.append(np.packbits(bits).view(">u8")[0])
            thumbnails.append(np.asarray(picture.convert("L").resize(_THUMBNAIL)))
    return np.array(hashes, np.uint64), np.stack(thumbnails)


def _close(hashes: NDArray[np.uint64]) -> list[tuple[int, int]]:
    """Pairs of numbers whose hashes differ in few bits.

    Of two such hashes, cut into one more band than bits may differ, at least one band is equal;
    so only hashes that share a band are compared, not all with all.
    """
    bands = _LARGEST_DISTANCE + 1
    edges = np.linspace(0, _HASH_BITS, bands + 1).astype(int)
    found: set[tuple[int, int]] = set()
    for low, high in pairwise(edges):
        band = (hashes >> np.uint64(low)) & np.uint64((1 << int(high - low)) - 1)
        order = np.argsort(band, kind="stable")
        borders = np.flatnonzero(np.diff(band[order])) + 1
        for group in np.split(order, borders):
            found |= _within(hashes, group)
    return sorted(found)


def _within(hashes: NDArray[np.uint64], group: NDArray[np.int64]) -> set[tuple[int, int]]:
    pairs = set()
    for place, number in enumerate(group[:-1].tolist()):
        others = group[place + 1 :]
        for other in others[_bits(hashes[others] ^ hashes[number]) <= _LARGEST_DISTANCE].tolist():
            pairs.add((min(number, other), max(number, other)))
    return pairs


def _bits(words: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How many bits are set in each; numpy's own bitwise_count came with numpy 2."""
    octets = words.reshape(-1, 1).view(np.uint8)
    return np.asarray(np.unpackbits(octets, axis=1).sum(axis=1, dtype=np.int64))


def _findings(data: WholeSet, pairs: Pairs, check: str, verb: str) -> Iterator[Finding]:
    """Each pair once, where it does the most harm."""
    disagreeing = [pair for pair in pairs if _disagree(data, *pair)]
    agreeing = [pair for pair in pairs if not _disagree(data, *pair)]
    across = [(a, b) for a, b in agreeing if data.in_val[a] != data.in_val[b]]
    within = [(a, b) for a, b in agreeing if data.in_val[a] == data.in_val[b]]
    if disagreeing:
        yield Finding(
            check,
            "misleading",
            f"{_pairs(disagreeing)} of samples {verb} and have different labels.",
            "keep the one whose label is right, and remove the other.",
            _shown(data, disagreeing),
            groups=2,
        )
    if across:
        yield Finding(
            check,
            _gravity(data, check, len(across) / int(data.in_val.sum())),
            f"{_pairs(across)} of a sample to train on and one to validate on {verb}: the figures "
            "of validation are better than the model.",
            "remove one of each pair, or split so that they stay together (split by groups).",
            _shown(data, across),
            groups=2,
        )
    if within:
        yield Finding(
            check,
            "note" if _share(data, within) < 0.05 else "warning",
            f"{_pairs(within)} of samples on one side {verb}, and so count twice.",
            "remove one of each pair.",
            _shown(data, within),
            groups=2,
        )


def _pairs(pairs: Pairs) -> str:
    return f"{len(pairs)} pair{'s' * (len(pairs) > 1)}"


def _gravity(data: WholeSet, check: str, share: float) -> Severity:
    """How much it matters that such a share of the validation is in training, too.

    Two equal pictures are one picture; two equal rows of a table may be two cases.
    """
    if isinstance(data.document.preprocessing, ImagePreprocessing):
        return "misleading" if check.startswith("exact") or share > _MANY else "warning"
    return "misleading" if share > _MANY_ROWS else "note"


def _disagree(data: WholeSet, a: int, b: int) -> bool:
    return data.labels is not None and bool(data.labels[a] != data.labels[b])


def _share(data: WholeSet, pairs: Sequence[tuple[int, int]]) -> float:
    return len(pairs) / len(data)


def _shown(data: WholeSet, pairs: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(data.where(number) for pair in pairs[:_SHOWN] for number in pair)
