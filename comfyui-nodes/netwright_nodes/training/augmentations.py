"""Ways to vary training pictures, by name."""

from __future__ import annotations

from netwright.interfaces.documents import (
    AnyAugmentation,
    ColorJitter,
    MixUp,
    RandomAffine,
    RandomErasing,
    RandomHorizontalFlip,
    RandomResizedCrop,
    TrivialAugmentWide,
)

AUGMENTATIONS: dict[str, tuple[AnyAugmentation, ...]] = {
    "none": (),
    "shift and turn": (RandomAffine(),),
    "light": (RandomHorizontalFlip(), RandomAffine(degrees=5.0)),
    "strong": (RandomHorizontalFlip(), RandomResizedCrop(), ColorJitter()),
    "automatic": (RandomHorizontalFlip(), TrivialAugmentWide()),
    "mixed": (RandomHorizontalFlip(), RandomErasing(), MixUp()),
}
"""What is mirrored must mean the same: digits and letters do not, so `shift and turn` is theirs."""
