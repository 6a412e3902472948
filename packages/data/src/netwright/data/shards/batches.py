"""Batches out of tar files, for training on more data than one disk holds.

Needs PyTorch and webdataset: ``pip install "netwright-data[torch,shards]"``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from netwright.data.batches import Batch
from netwright.data.look_ahead import map_ahead, usable_cores
from netwright.data.shards.files import ShardSample, read_samples, shard_files
from netwright.data.shards.preparation import decoded, fingerprint_of
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.documents.source import Shards
from netwright.interfaces.errors import DataError, UsageError

_PLACES_IN_A_SHARD = 1 << 32


class _Found(NamedTuple):
    """A sample with the tar file that it is in, and that one's number."""

    number: int
    path: Path
    sample: ShardSample


class ShardBatches:
    """Batches of images and classes, in an order that seed and epoch alone decide.

    Used as `DeviceBatches` is, without samples that could be asked for by number. Tar files are
    taken in a new order each epoch and dealt out to the ranks; each rank reads its own ones from
    their beginning to their end, and shuffles through a buffer of encoded images. Memory holds the
    buffer and a few batches, however large the data are.

    Args:
        document: What `prepare_shards` gave.
        side: Which of its samples: those to train on or those to validate on.
        batch_size: Samples a batch; an epoch's last batch may have fewer.
        device: Where batches are, as torch names it.
        seed: With the epoch's number, decides the order.
        shuffle: Whether each epoch has a new order; else it is that of the tar files.
        buffer: Samples that the shuffling chooses from.
        rank: Which part of the tar files to read, from 0: a process's number in a distributed run.
        ranks: How many parts there are. Each gives the same number of batches: one that comes to
            the end of its tar files early begins them again.

    Raises:
        DataError: The tar files are gone, or have changed since the document was written.
        UsageError: The document is not of shards, or there are fewer tar files than ranks.
    """

    def __init__(
        self,
        document: Dataset,
        side: Literal["train", "val"],
        *,
        batch_size: int,
        device: str | torch.device = "cpu",
        seed: int = 0,
        shuffle: bool = True,
        buffer: int = 1_000,
        rank: int = 0,
        ranks: int = 1,
    ) -> None:
        if batch_size < 1 or buffer < 1 or not 0 <= rank < ranks:
            raise UsageError(
                f"batch_size={batch_size}, buffer={buffer}, rank={rank}, ranks={ranks}: expected "
                "sizes of at least 1, and a rank from 0 to ranks - 1.",
                fix="give other numbers.",
            )
        source, reading = _of_shards(document)
        train, val = shard_files(source.path), shard_files(source.val)
        _check_unchanged(document, source, [*train, *val])
        self._paths = train if side == "train" else val
        self._count = source.train_count if side == "train" else source.val_count
        if len(self._paths) < ranks:
            raise UsageError(
                f"{ranks} ranks need a tar file each, but there are only {len(self._paths)}.",
                fix="write more and smaller tar files, or use fewer processes.",
            )
        self.batch_size, self.device = batch_size, torch.device(device)
        self._reading, self._label = reading, source.label
        self._classes = {name: index for index, name in enumerate(document.classes)}
        self._seed, self._shuffle, self._buffer = seed, shuffle, buffer
        self._rank, self._ranks = rank, ranks

    def __len__(self) -> int:
        """Batches in an epoch, of one rank."""
        return -(-self._samples_a_rank // self.batch_size)

    def epoch(self, number: int) -> Iterator[Batch]:
        """The batches of that epoch.

        A pure function of the seed and `number`, so that a resumed run sees the same batches.
        `Batch.indices` are the numbers of tar files times 2^32, and the places in them.
        """
        found = islice(self._in_order(number), self._samples_a_rank)
        threads = usable_cores()
        images = map_ahead(self._decoded, found, threads=threads, ahead=2 * threads)
        while chunk := list(islice(images, self.batch_size)):
            yield self._batch(chunk)

    @property
    def _samples_a_rank(self) -> int:
        return self._count if self._ranks == 1 else max(1, self._count // self._ranks)

    def _in_order(self, epoch: int) -> Iterator[_Found]:
        """The rank's samples of that epoch, again and again."""
        draws = np.random.Generator(np.random.PCG64([self._seed, epoch]))
        numbers = np.arange(len(self._paths))
        if self._shuffle:
            numbers = np.argsort(draws.random(len(numbers)), kind="stable")
        mine = numbers[self._rank :: self._ranks].tolist()
        while True:
            found = (item for number in mine for item in self._in_shard(number))
            yield from _shuffled(found, self._buffer, draws) if self._shuffle else found
            if self._ranks == 1:
                return

    def _in_shard(self, number: int) -> Iterator[_Found]:
        path = self._paths[number]
        for sample in read_samples(path, self._label):
            yield _Found(number, path, sample)

    def _decoded(self, found: _Found) -> tuple[NDArray[np.uint8], int, int]:
        image = decoded(found.path, found.sample, self._reading)
        if found.sample.label not in self._classes:
            raise DataError(
                f"the class {found.sample.label!r} is not in the dataset document.",
                file=found.path,
                sample=found.sample.name,
                fix="prepare the tar files anew for a new document.",
            )
        place = found.number * _PLACES_IN_A_SHARD + found.sample.place
        return image, self._classes[found.sample.label], place

    def _batch(self, chunk: list[tuple[NDArray[np.uint8], int, int]]) -> Batch:
        images, labels, places = zip(*chunk, strict=True)
        with torch.inference_mode(False):
            return Batch(
                torch.from_numpy(np.stack(images)).to(self.device),
                torch.tensor(labels, dtype=torch.int64).to(self.device),
                np.array(places, np.int64),
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


def _of_shards(document: Dataset) -> tuple[Shards, ImagePreprocessing]:
    source, reading = document.source, document.preprocessing
    if isinstance(source, Shards) and isinstance(reading, ImagePreprocessing):
        return source, reading
    raise UsageError(
        f"expected a dataset of shards, but one of {source.kind} came.",
        fix="use netwright.data.prepare and DeviceBatches for it.",
    )


def _check_unchanged(document: Dataset, source: Shards, paths: list[Path]) -> None:
    count = source.train_count + source.val_count
    if document.fingerprint and document.fingerprint != fingerprint_of(paths, count):
        raise DataError(
            "the tar files are not those that the dataset document was made from: names or sizes "
            "differ.",
            path=source.path,
            fix="put them back as they were, or prepare them anew for a new document.",
        )
