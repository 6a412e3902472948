"""Numbers of a data set that a person looks at before training."""

from __future__ import annotations

from pathlib import Path

from netwright.data.checking.files import image_facts
from netwright.data.look_ahead import map_files
from netwright.data.samples import Prepared
from netwright.interfaces.documents.preprocessing import ImagePreprocessing


def measures(data: Prepared) -> dict[str, str]:
    """The size of both sides, and mean and std of each channel, measured on the training side."""
    train, val = data.count("train"), data.count("val")
    found = {"samples": f"{train:,} to train on, {val:,} to validate on"}
    preprocessing = data.document.preprocessing
    if isinstance(preprocessing, ImagePreprocessing):
        found["size"] = f"{preprocessing.width} x {preprocessing.height} pixels"
        for name in ("mean", "std"):
            numbers = [f"{number:.4f}" for number in getattr(preprocessing, name)]
            found[name] = f"{' '.join(numbers)}  (of 0 to 1, training samples)"
    return found


def sizes_of(data: Prepared) -> list[tuple[int, int]]:
    """(width, height) in pixels of the upright image files; none where samples are no such."""
    root = Path(data.document.source.path)
    names = [n for n in (*data.train.names, *data.val.names) if (root / n).is_file()]
    if not isinstance(data.document.preprocessing, ImagePreprocessing):
        return []
    facts = map_files(lambda name: image_facts(root / name), root, names)
    return [(fact.width, fact.height) for fact in facts if fact]
