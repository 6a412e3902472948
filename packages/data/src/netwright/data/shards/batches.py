"""Batches out of tar files, for training on more data than one disk holds.

Needs PyTorch and webdataset: ``pip install "netwright-data[torch,shards]"``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from netwright.data.batch import Batch, Batches
from netwright.data.dealing import Dealing
from netwright.data.look_ahead import map_ahead, usable_cores
from netwright.data.samples import Side
from netwright.data.shards.counted import counted_shards
from netwright.data.shards.files import ShardSample
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    from netwright.data.augmentation import Augmentation

_PLACES_IN_A_SHARD = 1 << 32


class _Found(NamedTuple):
    """A sample with the tar file that it is in, and that one's number."""

    number: int
    path: Path
    sample: ShardSample


class ShardBatches(Batches):
    """Batches of images and classes out of tar files, read from their beginning to their end.

    Tar files are taken in a new order each epoch. Laid end to end, they are cut into a stretch for
    each rank, which reads only the files of its own and shuffles through a buffer of encoded
    images. Each sample comes once an epoch. Memory holds the buffer and a few batches, however
    large the data are.

    Args:
        document: What `prepare` or `prepare_shards` gave.
        side: Which of its samples: those to train on or those to validate on.
        batch_size: Samples a batch, over all ranks; an epoch's last batch may have fewer, or one
            more.
        device: Where batches are, as torch names it.
        seed: With the epoch's number and the number of ranks, decides the order.
        shuffle: Whether each epoch has a new order; else it is that of the tar files.
        buffer: Samples that the shuffling chooses from.
        augmentation: What each batch goes through, the same for the same seed and epoch.
        rank: Which part of each batch to give, from 0: a process's number in a distributed run.
        ranks: How many parts there are.

    Raises:
        DataError: The tar files are gone, or have changed since the document was written.
        UsageError: The document is not of shards or its samples are not counted, or an argument is
            out of its range.
    """

    streams = True

    def __init__(
        self,
        document: Dataset,
        side: Side,
        *,
        batch_size: int,
        device: str | torch.device = "cpu",
        seed: int = 0,
        shuffle: bool = True,
        buffer: int = 1_000,
        augmentation: Augmentation | None = None,
        rank: int = 0,
        ranks: int = 1,
    ) -> None:
        if buffer < 1:
            raise UsageError(f"buffer is at least 1, but {buffer} came.", fix="give another one.")
        self._shards = counted_shards(document, side)
        dealing = Dealing(sum(self._shards.counts), batch_size, rank, ranks)
        super().__init__(dealing, torch.device(device), augmentation)
        self._seed, self._shuffle, self._buffer = seed, shuffle, buffer

    def epoch(self, number: int, start: int = 0) -> Iterator[Batch]:
        """See `Batches.epoch`. What is left out is read, but not decoded.

        `Batch.indices` are the numbers of tar files times 2^32, and the places in them.
        """
        sizes = [self.dealing.size(batch) for batch in range(len(self))]
        found = islice(self._in_order(number), sum(sizes[:start]), None)
        threads = usable_cores()
        images = map_ahead(self._decoded, found, threads=threads, ahead=2 * threads)
        for size in sizes[start:]:
            yield self._augmented(self._batch([*islice(images, size)]), number)

    def _in_order(self, epoch: int) -> Iterator[_Found]:
        """The rank's samples of that epoch."""
        draws = np.random.Generator(np.random.PCG64([self._seed, epoch]))
        numbers = np.arange(len(self._shards.paths))
        if self._shuffle:
            numbers = np.argsort(draws.random(len(numbers)), kind="stable")
        found = self._stretch(numbers.tolist())
        return _shuffled(found, self._buffer, draws) if self._shuffle else found

    def _stretch(self, numbers: list[int]) -> Iterator[_Found]:
        """The rank's part of these tar files laid end to end."""
        stretch = self.dealing.stretch()
        first, last = stretch.start, stretch.stop
        for number in numbers:
            count = self._shards.counts[number]
            if first < count and last > 0:
                path = self._shards.paths[number]
                for sample in self._shards.read(number, max(0, first), min(count, last)):
                    yield _Found(number, path, sample)
            first, last = first - count, last - count

    def _decoded(self, found: _Found) -> tuple[NDArray[np.uint8], int, int]:
        image, label = self._shards.decoded(found.path, found.sample)
        return image, label, found.number * _PLACES_IN_A_SHARD + found.sample.place

    def _batch(self, chunk: list[tuple[NDArray[np.uint8], int, int]]) -> Batch:
        # Fewer samples than ranks leave some without.
        empty = np.empty((0, *self._shards.reading.raw_shape), np.uint8)
        images = np.stack([image for image, _, _ in chunk]) if chunk else empty
        with torch.inference_mode(False):
            return Batch(
                torch.from_numpy(images).to(self.device),
                torch.tensor([label for _, label, _ in chunk], dtype=torch.int64).to(self.device),
                np.array([place for _, _, place in chunk], np.int64),
            )


def _shuffled(found: Iterable[_Found], buffer: int, draws: np.random.Generator) -> Iterator[_Found]:
    """Each sample once: a drawn one of the buffer makes place for the next one."""
    held: list[_Found] = []
    for item in found:
        if len(held) < buffer:
            held.append(item)
            continue
        place = int(draws.random() * buffer)
        yield held[place]
        held[place] = item
    yield from (held[place] for place in np.argsort(draws.random(len(held)), kind="stable"))
