"""Batches that are formed where they are used: on the device, without a loop over samples.

Needs PyTorch: ``pip install "netwright-data[torch]"``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from netwright.data.look_ahead import map_ahead
from netwright.data.samples import Images, Samples
from netwright.data.sampling import occurrences, weighted_order
from netwright.interfaces.errors import UsageError

try:
    import torch
except ModuleNotFoundError as error:
    if error.name != "torch":
        raise
    raise UsageError(
        "batches are PyTorch tensors, but PyTorch is not installed.",
        fix='pip install "netwright-data[torch]"',
    ) from None

if TYPE_CHECKING:
    from netwright.data.augmentation import Augmentation

Batch = tuple[torch.Tensor, torch.Tensor]

# The CPU's own copy gains little over the page cache, so it is only made of small data sets.
_CPU_RESIDENT_BYTES = 256 << 20
_SHARE_OF_FREE_GPU_MEMORY = 0.5
_COPY_BYTES = 64 << 20


class DeviceBatches:
    """Batches of images and labels on a device, in an order that seed and epoch alone decide.

    All samples are put on the device once when they fit, and batches are gathered there; else
    each batch is copied from the memory map, one ahead of its use.

    Args:
        samples: What to read.
        batch_size: Samples a batch; an epoch's last batch may have fewer, or one more.
        device: Where batches are, as torch names it: ``cpu``, ``cuda:0``, ``mps``.
        seed: With the epoch's number, decides the order.
        shuffle: Whether each epoch has a new order; else it is the samples' own.
        resident: Whether to put all samples on the device; by default, when they fit.
        weights: float64 [N], from 0: how likely each sample is to be drawn, with replacement, as
            often as there are samples. Without them each comes once.
        augmentation: What each batch goes through, the same for the same seed and epoch.

    Attributes:
        samples: What is read.
        resident: Whether all samples are on the device.
    """

    def __init__(
        self,
        samples: Samples,
        *,
        batch_size: int,
        device: str | torch.device = "cpu",
        seed: int = 0,
        shuffle: bool = True,
        resident: bool | None = None,
        weights: NDArray[np.float64] | None = None,
        augmentation: Augmentation | None = None,
    ) -> None:
        if batch_size < 1:
            raise UsageError(
                f"batch_size is at least 1, but {batch_size!r} came.",
                fix="give another batch_size.",
            )
        self.batch_size = batch_size
        self.device = torch.device(device)
        self.samples, self._seed, self._shuffle = samples, seed, shuffle
        self._weights, self._augmentation = weights, augmentation
        size = int(np.prod(samples.images.shape))
        self.resident = size <= _resident_bytes(self.device) if resident is None else resident
        # ComfyUI calls in inference mode, whose tensors can never take part in training.
        with torch.inference_mode(False):
            self._labels = torch.from_numpy(samples.labels.copy()).to(self.device)
            self._images = _copy(samples.images, self.device) if self.resident else None

    def __len__(self) -> int:
        """Batches in an epoch."""
        return len(self._starts())

    def order(self, epoch: int) -> NDArray[np.int64]:
        """int64 [N], the samples' indices in the order in which that epoch gives them."""
        if self._weights is not None:
            return weighted_order(self._weights, self._seed, epoch)
        if not self._shuffle:
            return np.arange(len(self.samples))
        # Sorting PCG64's numbers, fixed for good, rather than numpy's `permutation`, which is not.
        draws = np.random.Generator(np.random.PCG64([self._seed, epoch])).random(len(self.samples))
        return np.argsort(draws, kind="stable")

    def epoch(self, number: int) -> Iterator[Batch]:
        """The batches of that epoch: images uint8 [B,H,W,C] and labels int64 [B].

        Augmented ones may have labels as shares, float32 [B,classes]: see `Augmentation`.

        A pure function of the seed and `number`, so that a resumed run sees the same batches.
        """
        order = self.order(number)
        images = self._images
        batches = self._copied(order) if images is None else self._gathered(images, order)
        if self._augmentation is None:
            return batches
        return self._augmented(batches, self._augmentation, order, number)

    def _augmented(
        self,
        batches: Iterator[Batch],
        augmentation: Augmentation,
        order: NDArray[np.int64],
        epoch: int,
    ) -> Iterator[Batch]:
        indices, before = (
            np.split(each, self._starts()[1:]) for each in (order, occurrences(order))
        )
        for batch, rows, seen in zip(batches, indices, before, strict=True):
            yield augmentation(batch, epoch=epoch, indices=rows, occurrences=seen)

    def _starts(self) -> list[int]:
        """Where batches begin. A last sample alone joins the batch before it.

        Batch normalisation of features cannot train on one sample.
        """
        starts = list(range(0, len(self.samples), self.batch_size))
        alone = self.batch_size > 1 and len(self.samples) % self.batch_size == 1
        return starts[:-1] if alone and len(starts) > 1 else starts

    def _gathered(self, images: torch.Tensor, order: NDArray[np.int64]) -> Iterator[Batch]:
        with torch.inference_mode(False):
            indices = torch.from_numpy(order).to(self.device)
        for chunk in torch.tensor_split(indices, self._starts()[1:]):
            yield images.index_select(0, chunk), self._labels.index_select(0, chunk)

    def _copied(self, order: NDArray[np.int64]) -> Iterator[Batch]:
        chunks = np.split(order, self._starts()[1:])
        for images, labels in map_ahead(self._read, chunks, threads=1, ahead=1):
            yield (
                images.to(self.device, non_blocking=True),
                labels.to(self.device, non_blocking=True),
            )

    def _read(self, chunk: NDArray[np.int64]) -> Batch:
        images = _tensor(self.samples.images[chunk])
        labels = torch.from_numpy(self.samples.labels[chunk])
        if self.device.type == "cuda":
            # From pinned memory the copy goes on while the device works.
            return images.pin_memory(), labels.pin_memory()
        return images, labels


def _resident_bytes(device: torch.device) -> int:
    """How many bytes of images may be put on the device for good."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0] * _SHARE_OF_FREE_GPU_MEMORY)
    if device.type == "mps":  # Its memory is the computer's own.
        return int(torch.mps.recommended_max_memory() * _SHARE_OF_FREE_GPU_MEMORY / 2)
    return _CPU_RESIDENT_BYTES


def _copy(images: Images, device: torch.device) -> torch.Tensor:
    """All images on the device, copied in parts so that the computer's memory stays free."""
    resident = torch.empty(images.shape, dtype=torch.uint8, device=device)
    rows = max(1, _COPY_BYTES // max(1, int(np.prod(images.shape[1:]))))
    for start in range(0, len(images), rows):
        resident[start : start + rows].copy_(_tensor(images[start : start + rows]))
    return resident


def _tensor(images: NDArray[np.uint8]) -> torch.Tensor:
    # torch warns of memory that it could write to but must not.
    return torch.from_numpy(np.require(images, requirements=["C", "W"]))
