"""Images with a mask each, one class a pixel: images/ and masks/ of the same names."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from netwright.data.asked import Asked
from netwright.data.sources.folder_pairs import folder_pairs
from netwright.data.sources.image_folder_problems import check_is_folder
from netwright.data.sources.image_inputs import ImageInputs
from netwright.data.sources.listing import Listing
from netwright.data.sources.mask_classes import named_classes
from netwright.data.sources.mask_targets import MaskTargets
from netwright.interfaces.documents.source import ImageMasks

IMAGE_NAMES = ("images", "image", "imgs", "img")
MASK_NAMES = ("masks", "mask", "annotations", "ann", "labels", "segmentation")
"""What the two folders are looked for as, in upper or lower case."""


def list_samples(source: ImageMasks, asked: Asked) -> Listing:
    """The images and their masks; see `folder_pairs` for the layouts.

    A mask is a PNG (or another file without loss) whose pixels are class numbers, grey or with a
    palette; 255 is left out. Masks of nothing but 0 and 255 have two classes, background and
    foreground. `named_classes` tells how the classes get names.

    Raises:
        DataError: There are no such folders, or their files do not belong together.
    """
    root = Path(source.path)
    check_is_folder(root)
    pairs = folder_pairs(root, source.images, source.masks, skip_bad=asked.skip_bad)
    return Listing(
        source=source,
        root=root,
        names=pairs.inputs,
        inputs=ImageInputs(root, pairs.inputs),
        targets=MaskTargets(root, pairs.inputs, pairs.targets, named_classes(root)),
        given=pairs.given,
        columns={"folder": np.array([name.rpartition("/")[0] for name in pairs.inputs], object)},
    )
