"""Samples after augmentation as arrays, to look at without training."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from netwright.data.augmentation.pipeline import Augmentation
from netwright.data.samples import Samples
from netwright.interfaces.documents.augmentation import AnyAugmentation


def augmented(
    samples: Samples,
    parts: Sequence[AnyAugmentation],
    *,
    seed: int,
    epoch: int,
    indices: NDArray[np.int64],
    classes: int | None = None,
) -> tuple[NDArray[np.uint8], NDArray[Any] | None]:
    """Some samples as training with this seed sees them in an epoch.

    MixUp and CutMix find partners among the samples given here, and so other ones than in training.

    Args:
        samples: What is trained on.
        parts: The recipe's augmentation.
        seed: The recipe's.
        epoch: From 1 on, as training counts.
        indices: int64 [N], which samples.
        classes: How many there are; needed for MixUp and CutMix of class indices.

    Returns:
        Pictures uint8 [N,H,W,C], and targets as `Augmentation` gives them,
        None where there are none.

    Raises:
        UsageError: A part cannot do with targets of this kind.
    """
    rows = np.asarray(indices, np.int64)
    inputs, targets = (
        None if values is None else torch.from_numpy(np.array(values[rows]))
        for values in (samples.inputs, samples.targets)
    )
    assert inputs is not None
    augmentation = Augmentation(parts, seed=seed, classes=classes)
    inputs, targets = augmentation((inputs, targets), epoch=epoch, indices=rows)
    return inputs.numpy(), None if targets is None else targets.numpy()
