"""Images without labels: the network learns to give each of them again."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from netwright.data.asked import Asked
from netwright.data.image_files import images_below, other_files_below
from netwright.data.sources.image_folder_problems import check_is_folder
from netwright.data.sources.image_inputs import ImageInputs
from netwright.data.sources.itself import Itself
from netwright.data.sources.listing import Listing
from netwright.interfaces.documents.source import UnlabelledImages
from netwright.interfaces.documents.target import Autoencoding
from netwright.interfaces.errors import DataError


def list_samples(source: UnlabelledImages, asked: Asked) -> Listing:
    """Every image of the folder and of those below it.

    Raises:
        DataError: There is no such folder, or fewer than two images in it.
    """
    root = Path(source.path)
    check_is_folder(root)
    names = tuple(sorted(images_below(root)))
    if len(names) < 2:
        raise DataError(
            f"the folder has {len(names)} images{other_files_below(root)}, but two are needed: "
            "one to train on and one to validate on.",
            folder=root,
            fix="put images into it (.png, .jpg, .webp, ...).",
        )
    return Listing(
        source=source,
        root=root,
        names=names,
        inputs=ImageInputs(root, names),
        targets=Itself(Autoencoding()),
        columns={"folder": np.array([name.rpartition("/")[0] for name in names], object)},
    )
