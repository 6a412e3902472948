"""Each sample of a stream beside what came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from netwright.inference.predictor import Predictor

Key = TypeVar("Key")


def paired(predictor: Predictor, samples: Iterable[tuple[Key, Any]]) -> Iterator[tuple[Key, Any]]:
    """The key of every sample, in order, with its answer or an `Unread`.

    Args:
        predictor: What answers.
        samples: Each with a key, such as its name; taken as they are asked for.
    """
    waiting: deque[Key] = deque()

    def feed() -> Iterator[Any]:
        for key, sample in samples:
            waiting.append(key)
            yield sample

    for outcome in predictor.outcomes(feed()):
        yield waiting.popleft(), outcome
