"""Each sample of a stream beside what came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from netwright.inference.predictor import Predictor

Key = TypeVar("Key")


def paired(
    predictor: Predictor, samples: Iterable[tuple[Key, Any]], *, batch_size: int = 32
) -> Iterator[tuple[Key, Any]]:
    """The key of every sample, in order, with its answer or an `Unread`.

    Args:
        predictor: What answers.
        samples: Each with a key, such as its name; taken as they are asked for.
        batch_size: How many run through the model together.
    """
    waiting: deque[Key] = deque()

    def feed() -> Iterator[Any]:
        for key, sample in samples:
            waiting.append(key)
            yield sample

    for outcome in predictor.outcomes(feed(), batch_size=batch_size):
        yield waiting.popleft(), outcome
