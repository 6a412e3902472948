"""How an epoch's samples are cut into batches, and each batch dealt out to several processes."""

from __future__ import annotations

from dataclasses import dataclass

from netwright.interfaces.errors import UsageError


@dataclass(frozen=True)
class Dealing:
    """The same for every kind of batches, so that training goes by the same steps.

    Attributes:
        count: Samples in an epoch, over all ranks.
        batch_size: Samples a batch, over all ranks; the last one may have fewer, or one more.
        rank: Which part of each batch is meant, from 0.
        ranks: How many parts there are.

    Raises:
        UsageError: A number is out of its range.
    """

    count: int
    batch_size: int
    rank: int = 0
    ranks: int = 1

    def __post_init__(self) -> None:
        if self.batch_size < 1:
            raise UsageError(
                f"batch_size is at least 1, but {self.batch_size!r} came.",
                fix="give another batch_size.",
            )
        if not 0 <= self.rank < self.ranks:
            raise UsageError(
                f"a rank is from 0 to ranks - 1, but rank={self.rank} came with "
                f"ranks={self.ranks}.",
                fix="give another rank.",
            )

    def __len__(self) -> int:
        """Batches in an epoch. A last sample alone joins the batch before it.

        Batch normalisation of features cannot train on one sample, nor a rank on none.
        """
        whole, left = divmod(self.count, self.batch_size)
        few = self.batch_size > 1 and left < max(2, self.ranks)
        joins = left == 0 or (few and whole > 0)
        return whole if joins else whole + 1

    def total(self, number: int) -> int:
        """Samples in an epoch's batch of that number, from 0, over all ranks."""
        rest = self.count - number * self.batch_size
        return rest if number == len(self) - 1 else self.batch_size

    def part(self, number: int) -> slice:
        """Where in an epoch's order the rank's samples of a batch are."""
        first = number * self.batch_size
        return slice(first + self.rank, first + self.total(number), self.ranks)

    def stretch(self) -> range:
        """The rank's samples where each rank has a stretch of its own instead, as long in all."""
        first = sum(map(self._in_all, range(self.rank)))
        return range(first, first + self._in_all(self.rank))

    def _in_all(self, rank: int) -> int:
        """Samples of a rank in an epoch."""
        last = len(self) - 1
        each, rest = (len(range(rank, n, self.ranks)) for n in (self.batch_size, self.total(last)))
        return last * each + rest

    def size(self, number: int) -> int:
        """How many those are."""
        return len(range(self.rank, self.total(number), self.ranks))
