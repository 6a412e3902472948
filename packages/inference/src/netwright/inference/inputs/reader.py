"""What reading a sample gives, whatever kind it is of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Sample(NamedTuple):
    """One sample that has been read.

    Attributes:
        path: Its path as it was given, or None when it came from memory.
        values: What the model takes: the raw array of its preprocessing, without a batch axis.
        size: Of an image that a segmenter reads, its own (width, height) in pixels; of a text the
            number of its tokens that the model sees; else empty.
    """

    path: str | None
    values: NDArray[Any]
    size: tuple[int, ...] = ()


class Reader(Protocol):
    """Reads samples of one kind.

    Attributes:
        noun: What a person calls several of them.
        together: Whether many at once are quicker to read than one after the other. They are
            held until their batch is done, so large ones are better read as they come.
        as_it_is: Whether an array of the raw shape and dtype needs no look at its values.
        block_size: The `Sample.size` of each sample of a block.
    """

    noun: str
    together: bool
    as_it_is: bool
    block_size: tuple[int, ...]

    def is_one(self, samples: object) -> bool:
        """Whether this is certainly one sample where several are asked for."""

    def block(self, samples: NDArray[Any]) -> NDArray[Any] | None:
        """What the model takes, [N,...], of an array [N,...] of samples that is just that already.

        None where each of them has to be read by itself.
        """

    def read(self, samples: Sequence[Any], first: int) -> list[Sample]:
        """The samples, the first of which has the number `first` in error messages.

        Raises:
            DataError: One of them cannot be read.
            UsageError: One of them is nothing of this kind.
        """
