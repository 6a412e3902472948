"""Augmentation of whole batches where they are, seeded for each sample and epoch.

    Augmentation     a recipe's parts, to be called with a batch
    augmented        samples as they are in an epoch, as numpy arrays

Needs PyTorch: ``pip install "netwright-data[torch]"``.
"""

from netwright.data.augmentation.pipeline import Augmentation
from netwright.data.augmentation.samples import augmented

__all__ = ["Augmentation", "augmented"]
