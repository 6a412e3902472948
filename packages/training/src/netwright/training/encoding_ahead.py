"""Encoding a table once, before training, instead of a batch of it at every step."""

from __future__ import annotations

from torch import nn

from netwright.data.batches import Batches, DeviceBatches
from netwright.training.objectives import Objective
from netwright.training.objectives.task import TaskObjective
from netwright.training.preprocess.table import EncodeRows

_MOST_BYTES = 64 << 20
"""What encoded rows may take: little beside torch itself, which takes 300 MB."""


def encode_ahead(objective: Objective, *batches: Batches) -> bool:
    """Encode the rows that lie on the device, where a batch's encoding is a good part of a step.

    It is the same arithmetic on the same numbers, a value at a time, and so gives the same bits.

    Args:
        objective: What it then finds in a batch, it takes as it is.
        batches: All batches that the objective will see.

    Returns:
        Whether that was done. It is not for images, whose pixels take four times the memory once
        they are floats, and where batches are augmented or read from the disk.
    """
    if not isinstance(objective, TaskObjective):
        return False  # Several outputs, each with a preprocessing of its own.
    encoding = objective.preprocess
    if not isinstance(encoding, EncodeRows):
        return False
    resident = [each for each in batches if isinstance(each, DeviceBatches)]
    if len(resident) < len(batches) or not all(_may_be_encoded(each) for each in resident):
        return False
    rows = sum(len(each.samples) for each in resident)
    if rows * encoding.features * encoding.mean.element_size() > _MOST_BYTES:
        return False
    for each in resident:
        each.encode(encoding)
    objective.preprocess = nn.Identity()
    return True


def _may_be_encoded(batches: DeviceBatches) -> bool:
    return batches.resident and not batches.augments
