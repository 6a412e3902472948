"""A batch, and what all that give batches have in common.

Needs PyTorch: ``pip install "netwright-data[torch]"``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from netwright.data.dealing import Dealing
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


class Batch(NamedTuple):
    """Some samples on the device.

    Attributes:
        inputs: [B,...] as `Samples.inputs`.
        targets: [B,...] as `Samples.targets`; None where the inputs themselves are the target.
        indices: int64 [B], which samples they are; on the CPU.
    """

    inputs: torch.Tensor
    targets: torch.Tensor | None
    indices: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.indices)


class Batches(ABC):
    """Batches of one epoch after the other, in an order that seed and epoch alone decide.

    Attributes:
        dealing: How samples are cut into batches, and those dealt out to ranks.
        device: Where batches are.
        augments: Whether batches go through an augmentation.
        resident: Whether all samples are on the device.
        streams: Whether samples are read from tar files as they come.
    """

    resident = False
    streams = False

    def __init__(
        self, dealing: Dealing, device: torch.device, augmentation: Augmentation | None
    ) -> None:
        self.dealing, self.device = dealing, device
        self._augmentation = augmentation
        self.augments = augmentation is not None

    @property
    def count(self) -> int:
        """Samples in an epoch, over all ranks."""
        return self.dealing.count

    def __len__(self) -> int:
        """Batches in an epoch; see `Dealing`."""
        return len(self.dealing)

    def total(self, number: int) -> int:
        """Samples in an epoch's batch of that number, from 0, over all ranks."""
        return self.dealing.total(number)

    @abstractmethod
    def epoch(self, number: int, start: int = 0) -> Iterator[Batch]:
        """The batches of that epoch.

        Augmented ones may have labels as shares, float32 [B,classes]: see `Augmentation`.

        A pure function of the seed and `number`, so that a resumed run sees the same batches.

        Args:
            number: Which epoch.
            start: How many batches to leave out, which a run had before it was stopped.
        """

    def _augmented(
        self, batch: Batch, epoch: int, occurrences: NDArray[np.int64] | None = None
    ) -> Batch:
        if self._augmentation is None or not len(batch):
            return batch
        inputs, targets = self._augmentation(
            (batch.inputs, batch.targets),
            epoch=epoch,
            indices=batch.indices,
            occurrences=occurrences,
        )
        return Batch(inputs, targets, batch.indices)
