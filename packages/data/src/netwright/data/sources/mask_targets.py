"""Masks as targets: class indices of the size that the images are read at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked
from netwright.data.cache import cache_folder
from netwright.data.readings import MaskReading, MaskValuesReading
from netwright.data.sources.decoded_files import DecodedFiles
from netwright.data.sources.decoded_targets import DecodedTargets
from netwright.data.sources.image_inputs import ReadImages
from netwright.data.sources.listing import ReadInputs
from netwright.data.sources.mask_classes import NamedClasses, known_values, segmentation_of
from netwright.data.sources.picture_sizes import other_proportions, picture_sizes
from netwright.data.survey import OnProgress, survey
from netwright.interfaces.documents.target import IGNORED, Segmentation, labels_of
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import open_image
from netwright.interfaces.masks import Color


@dataclass(frozen=True)
class MaskTargets:
    """A mask for each image.

    Attributes:
        root: The folder of the names.
        images: N file names.
        masks: N file names.
        named: The classes, as far as they are known.
    """

    root: Path
    images: tuple[str, ...]
    masks: tuple[str, ...]
    named: NamedClasses
    classes: tuple[str, ...] = ()
    labels: None = None

    def read(self, inputs: ReadInputs, asked: Asked, on_progress: OnProgress | None) -> ReadMasks:
        """Look at the values of all masks, unless a document tells the classes; decode them."""
        assert isinstance(inputs, ReadImages)
        found = survey(self.root, self.masks, with_headers=False, on_progress=on_progress)
        folder, target = cache_folder(asked.cache), asked.target
        problems: Mapping[int, str] = {}
        # A model's own classes have the values that it was trained with, unless names say better.
        named = asked.judged and bool(self.named.names)
        if named or not isinstance(target, Segmentation):
            values = MaskValuesReading(self.named.colors)
            target, problems = self._classes(DecodedFiles(found, values, folder, on_progress))
        reading = MaskReading(inputs.reading, target.values, target.colors)
        files = DecodedFiles(found, reading, folder, on_progress)
        return ReadMasks(files, target, "mask", problems)

    def _classes(self, values: DecodedFiles) -> tuple[Segmentation, Mapping[int, str]]:
        """The classes, and the masks that do not go with them or with their images."""
        held = values.rows(np.arange(len(self.masks)))[:].astype(bool)
        readable = [number for number in range(len(held)) if number not in values.unreadable]
        if not readable:
            number, why = next(iter(values.unreadable.items()))
            raise DataError(
                f"no mask can be read: {self.masks[number]}: {why}.",
                folder=self.root,
                fix="save the masks as PNG, their pixels being class numbers.",
            )
        palette = _palette(self.root / self.masks[readable[0]])
        target = segmentation_of(np.asarray(held.any(0)), self.named, palette, self.root)
        ours, theirs = (picture_sizes(self.root, names) for names in (self.images, self.masks))
        other_sizes = other_proportions(ours, theirs, "mask", "image")
        unknown = _unknown_values(held, target)
        return target, {**unknown, **other_sizes}


class ReadMasks(DecodedTargets):
    """Masks in the cache, whose classes are those of the target."""

    @property
    def unreadable(self) -> Mapping[int, str]:
        # A document by hand may know fewer classes than there are.
        known = len(labels_of(self._target))
        beyond = self._files.entry.sums[:, known:IGNORED].sum(1)
        unknown = dict.fromkeys(
            np.flatnonzero(beyond).tolist(),
            f"its mask has classes beyond the {known} that are known",
        )
        return {**unknown, **super().unreadable}


def _unknown_values(held: NDArray[np.bool_], target: Segmentation) -> dict[int, str]:
    unknown = held & ~known_values(target)
    values = ", ".join(map(str, target.values)) or f"0 to {len(target.classes) - 1}"
    return {
        number: f"its mask has the value {', '.join(map(str, np.flatnonzero(unknown[number])))}, "
        f"but the classes have {values}, and 255 where a pixel does not count"
        for number in np.flatnonzero(unknown.any(1)).tolist()
    }


def _palette(path: Path) -> list[Color]:
    """Red, green and blue of each value, if the mask has a palette."""
    with open_image(path) as image:
        flat = image.getpalette("RGB") if image.mode == "P" else None
    return list(zip(*[iter(flat or [])] * 3, strict=True))
