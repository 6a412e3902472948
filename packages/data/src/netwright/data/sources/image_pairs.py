"""Pictures and what becomes of them: inputs/ and targets/ of the same names."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from netwright.data.asked import Asked
from netwright.data.sources.folder_pairs import folder_pairs
from netwright.data.sources.image_folder_problems import check_is_folder
from netwright.data.sources.image_inputs import ImageInputs
from netwright.data.sources.listing import Listing
from netwright.data.sources.picture_targets import PictureTargets
from netwright.interfaces.documents.source import ImagePairs

PAIR_NAMES = (
    ("inputs", "targets"),
    ("input", "target"),
    ("noisy", "clean"),
    ("low", "high"),
    ("lr", "hr"),
    ("source", "target"),
    ("a", "b"),
)
"""What the two folders are looked for as, in upper or lower case."""


def list_samples(source: ImagePairs, asked: Asked) -> Listing:
    """The inputs and their targets; see `folder_pairs` for the layouts.

    Raises:
        DataError: There are no such folders, or their files do not belong together.
    """
    root = Path(source.path)
    check_is_folder(root)
    pairs = folder_pairs(root, source.inputs, source.targets, skip_bad=asked.skip_bad)
    return Listing(
        source=source,
        root=root,
        names=pairs.inputs,
        inputs=ImageInputs(root, pairs.inputs),
        targets=PictureTargets(root, pairs.inputs, pairs.targets),
        given=pairs.given,
        columns={"folder": np.array([name.rpartition("/")[0] for name in pairs.inputs], object)},
        what="pairs",
    )
