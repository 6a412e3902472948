"""Batches that are formed where they are used: on the device, without a loop over samples.

Needs PyTorch: ``pip install "netwright-data[torch]"``.
"""

from __future__ import annotations

from netwright.data.batch import Batch, Batches  # First: it tells what to do without PyTorch.

# isort: split
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray

from netwright.data.dealing import Dealing
from netwright.data.look_ahead import map_ahead
from netwright.data.rows import Rows
from netwright.data.samples import Samples
from netwright.data.sampling import occurrences, weighted_order
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    from netwright.data.augmentation import Augmentation


__all__ = ["Batch", "Batches", "DeviceBatches"]

# The CPU's own copy gains little over the page cache, so it is only made of small data sets.
_CPU_RESIDENT_BYTES = 256 << 20
_SHARE_OF_FREE_GPU_MEMORY = 0.5
_COPY_BYTES = 64 << 20
_NOTHING = nullcontext()


class DeviceBatches(Batches):
    """Batches of inputs and targets on a device, in an order that seed and epoch alone decide.

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
        rank: Which part of each batch to give, from 0: a process's number in a distributed run.
        ranks: How many parts there are. Together they are the batches of a single rank, dealt out
            like cards; but a last batch with fewer samples than ranks joins the one before it.

    Attributes:
        samples: What is read.
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
        rank: int = 0,
        ranks: int = 1,
    ) -> None:
        dealing = Dealing(len(samples), batch_size, rank, ranks)
        super().__init__(dealing, torch.device(device), augmentation)
        self.samples, self._seed, self._shuffle = samples, seed, shuffle
        self._weights = weights
        size = sum(map(_bytes, (samples.inputs, samples.targets)))
        self.resident = size <= _resident_bytes(self.device) if resident is None else resident
        # ComfyUI calls in inference mode, whose tensors can never take part in training.
        with torch.inference_mode(False):
            self._inputs = _copy(samples.inputs, self.device) if self.resident else None
            self._targets = _copy(samples.targets, self.device) if self.resident else None

    def order(self, epoch: int) -> NDArray[np.int64]:
        """int64 [N], the samples' indices in the order in which that epoch gives them."""
        if self._weights is not None:
            return weighted_order(self._weights, self._seed, epoch)
        if not self._shuffle:
            return np.arange(len(self.samples))
        # Sorting PCG64's numbers, fixed for good, rather than numpy's `permutation`, which is not.
        draws = np.random.Generator(np.random.PCG64([self._seed, epoch])).random(len(self.samples))
        return _sorting(draws)

    def encode(self, encoding: Callable[[torch.Tensor], torch.Tensor]) -> None:
        """Put all inputs through `encoding` at once; from now on batches hold what it gives.

        Args:
            encoding: From inputs [N,...] on the device to as many of another shape, each by
                itself.

        Raises:
            UsageError: The samples are not on the device.
        """
        if self._inputs is None:
            raise UsageError(
                "only samples on the device are encoded ahead.", fix="set resident=True."
            )
        with torch.inference_mode(False), torch.no_grad():
            self._inputs = encoding(self._inputs)

    def epoch(self, number: int, start: int = 0) -> Iterator[Batch]:
        """See `Batches.epoch`."""
        order = self.order(number)
        parts = [self.dealing.part(batch) for batch in range(start, len(self))]
        batches = (
            self._copied(order, parts) if self._inputs is None else self._gathered(order, parts)
        )
        if not self.augments:
            return batches
        before = occurrences(order)
        return (
            self._augmented(batch, number, before[part])
            for batch, part in zip(batches, parts, strict=True)
        )

    def _gathered(self, order: NDArray[np.int64], parts: list[slice]) -> Iterator[Batch]:
        with torch.inference_mode(False):  # Copied once an epoch: a copy waits for the device.
            rows = torch.from_numpy(order).to(self.device)
        inputs, targets = self._inputs, self._targets
        assert inputs is not None
        for part in parts:
            chosen = rows[part]
            with _outside_inference_mode():
                batch = Batch(
                    inputs.index_select(0, chosen),
                    None if targets is None else targets.index_select(0, chosen),
                    order[part],
                )
            yield batch

    def _copied(self, order: NDArray[np.int64], parts: list[slice]) -> Iterator[Batch]:
        chunks = [order[part] for part in parts]
        for inputs, targets, chunk in map_ahead(self._read, chunks, threads=1, ahead=1):
            with torch.inference_mode(False):
                yield Batch(
                    inputs.to(self.device, non_blocking=True),
                    None if targets is None else targets.to(self.device, non_blocking=True),
                    chunk,
                )

    def _read(self, chunk: NDArray[np.int64]) -> Batch:
        targets = self.samples.targets
        with torch.inference_mode(False):
            return Batch(
                self._pinned(_tensor(self.samples.inputs[chunk])),
                None if targets is None else self._pinned(_tensor(targets[chunk])),
                chunk,
            )

    def _pinned(self, values: torch.Tensor) -> torch.Tensor:
        # From pinned memory the copy to the device goes on while the device works.
        return values.pin_memory() if self.device.type == "cuda" else values


def _outside_inference_mode() -> AbstractContextManager[object]:
    # Entering torch's own context where nothing is to be left takes a tenth of a small batch.
    return torch.inference_mode(False) if torch.is_inference_mode_enabled() else _NOTHING


def _sorting(draws: NDArray[np.float64]) -> NDArray[np.int64]:
    """What a stable argsort gives, which takes six times longer than one that is not."""
    order = np.argsort(draws)
    ordered = draws[order]
    if (ordered[1:] == ordered[:-1]).any():  # Equal numbers, which are rare, keep their order.
        return np.argsort(draws, kind="stable")
    return order


def _resident_bytes(device: torch.device) -> int:
    """How many bytes of samples may be put on the device for good."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0] * _SHARE_OF_FREE_GPU_MEMORY)
    if device.type == "mps":  # Its memory is the computer's own.
        return int(torch.mps.recommended_max_memory() * _SHARE_OF_FREE_GPU_MEMORY / 2)
    return _CPU_RESIDENT_BYTES


def _bytes(rows: Rows | None) -> int:
    return 0 if rows is None else int(np.prod(rows.shape)) * rows.dtype.itemsize


def _copy(rows: Rows | None, device: torch.device) -> torch.Tensor | None:
    """All rows on the device, copied in parts so that the computer's memory stays free."""
    if rows is None:
        return None
    dtype = _tensor(np.empty(0, rows.dtype)).dtype
    resident = torch.empty(rows.shape, dtype=dtype, device=device)
    part = max(1, _COPY_BYTES * len(rows) // max(1, _bytes(rows)))
    for start in range(0, len(rows), part):
        resident[start : start + part].copy_(_tensor(rows[start : start + part]))
    return resident


def _tensor(values: NDArray[Any]) -> torch.Tensor:
    # torch warns of memory that it could write to but must not.
    return torch.from_numpy(np.require(values, requirements=["C", "W"]))
