"""Random numbers that depend on what they are for, and on nothing that was drawn before.

Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3",
2011. numpy has it for one key and one counter at a time; a batch needs one a sample.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]

_MULTIPLIERS = np.array([0xD2511F53, 0xCD9E8D57], np.uint64)
_KEY_STEPS = (0x9E3779B9, 0xBB67AE85)
_ROUNDS = 10
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def philox(counter: Words, key: tuple[int, int]) -> Words:
    """Four random words for each counter.

    Args:
        counter: uint64 [4,...], each below 2**32.
        key: Two numbers below 2**32.

    Returns:
        uint64 [4,...], each below 2**32.
    """
    zeroth, first, second, third = counter
    for number in range(_ROUNDS):
        keys = [
            np.uint64((start + number * step) & 0xFFFFFFFF)
            for start, step in zip(key, _KEY_STEPS, strict=True)
        ]
        left, right = zeroth * _MULTIPLIERS[0], second * _MULTIPLIERS[1]
        zeroth, first, second, third = (
            (right >> _HALF) ^ first ^ keys[0],
            right & _LOW,
            (left >> _HALF) ^ third ^ keys[1],
            left & _LOW,
        )
    return np.stack([zeroth, first, second, third])


def uniforms(
    seed: int,
    epoch: int,
    indices: NDArray[np.int64],
    occurrences: NDArray[np.int64],
    position: int,
    count: int,
) -> NDArray[np.float64]:
    """float64 [N,count], each between 0 and 1 and never one of them.

    Args:
        seed: From 0 to 2**63 - 1.
        epoch: From 0 to 2**32 - 1.
        indices: int64 [N], the samples' numbers, below 2**32.
        occurrences: int64 [N], how often each sample came before in this epoch.
        position: What the numbers are for: its place in the augmentation, below 2**16.
        count: How many a sample needs, at most 2**18.
    """
    blocks = np.arange(-(-count // 4), dtype=np.uint64) | np.uint64(position << 16)
    counter = np.broadcast_arrays(
        indices.astype(np.uint64)[:, None],
        occurrences.astype(np.uint64)[:, None],
        np.uint64(epoch),
        blocks,
    )
    words = philox(np.stack(counter), (seed & 0xFFFFFFFF, seed >> 32))
    return (np.moveaxis(words, 0, -1).reshape(len(indices), -1)[:, :count] + 0.5) / 2**32
