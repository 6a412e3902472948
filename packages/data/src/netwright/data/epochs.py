"""The batches of a data set, whether all its samples are at hand or read from tar files.

Needs PyTorch: ``pip install "netwright-data[torch]"``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netwright.data.batches import Batches, DeviceBatches
from netwright.data.samples import Prepared, Side
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

    from netwright.data.augmentation import Augmentation


def batches_of(
    data: Prepared,
    side: Side,
    *,
    batch_size: int,
    device: str | torch.device = "cpu",
    seed: int = 0,
    shuffle: bool = True,
    weights: NDArray[np.float64] | None = None,
    augmentation: Augmentation | None = None,
    rank: int = 0,
    ranks: int = 1,
) -> Batches:
    """Batches of all samples of one side; for the arguments see `DeviceBatches`.

    Raises:
        UsageError: Samples of tar files are to be drawn by weights.
        DataError: Tar files are gone or have changed.
    """
    samples = data.train if side == "train" else data.val
    if not data.streams:
        return DeviceBatches(
            samples,
            batch_size=batch_size,
            device=device,
            seed=seed,
            shuffle=shuffle,
            weights=weights,
            augmentation=augmentation,
            rank=rank,
            ranks=ranks,
        )
    if weights is not None:
        raise UsageError(
            "samples of tar files come one after the other, and cannot be drawn by weights.",
            fix="leave the weights out, and give the loss class weights.",
        )
    from netwright.data.shards.batches import ShardBatches

    return ShardBatches(
        data.document,
        side,
        batch_size=batch_size,
        device=device,
        seed=seed,
        shuffle=shuffle,
        augmentation=augmentation,
        rank=rank,
        ranks=ranks,
    )
