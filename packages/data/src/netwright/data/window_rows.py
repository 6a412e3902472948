"""Windows of one long array of tokens, cut out when they are asked for."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


class WindowRows:
    """Rows of int64 [N,length], each a stretch of tokens followed by 0 where it is shorter.

    Overlapping windows cost no memory. Indexing takes what numpy's does and gives an array of its
    own.

    Args:
        tokens: [T], any whole numbers.
        starts: int64 [N], where each window begins.
        ends: int64 [N], where its tokens end at the latest.
        length: Tokens in one window.
    """

    def __init__(
        self,
        tokens: NDArray[Any],
        starts: NDArray[np.int64],
        ends: NDArray[np.int64],
        length: int,
    ) -> None:
        self._tokens, self._starts, self._ends, self._length = tokens, starts, ends, length

    @property
    def shape(self) -> tuple[int, ...]:
        return len(self._starts), self._length

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.dtype(np.int64)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: Any, /) -> NDArray[np.int64]:
        first, *rest = index if isinstance(index, tuple) else (index,)
        places = self._starts[first][..., np.newaxis] + np.arange(self._length)
        inside = places < self._ends[first][..., np.newaxis]
        last = len(self._tokens) - 1
        found = np.where(inside, self._tokens[np.minimum(places, last)], 0).astype(np.int64)
        return found[(..., *rest)] if rest else found

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return self[:] if dtype is None else self[:].astype(dtype)
