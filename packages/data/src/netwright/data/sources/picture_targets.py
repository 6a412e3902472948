"""Pictures as targets: of the inputs' size, or of a whole number of times their size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from netwright.data.asked import Asked
from netwright.data.cache import cache_folder
from netwright.data.readings import ImageReading
from netwright.data.sources.decoded_files import DecodedFiles
from netwright.data.sources.decoded_targets import DecodedTargets
from netwright.data.sources.image_inputs import ReadImages
from netwright.data.sources.listing import ReadInputs
from netwright.data.sources.picture_sizes import Size, other_proportions, picture_sizes
from netwright.data.survey import OnProgress, common_mode, survey
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.documents.target import ImageToImage


@dataclass(frozen=True)
class PictureTargets:
    """A picture for each picture.

    Attributes:
        root: The folder of the names.
        inputs: N file names.
        targets: N file names.
    """

    root: Path
    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    classes: tuple[str, ...] = ()
    labels: None = None

    def read(
        self, inputs: ReadInputs, asked: Asked, on_progress: OnProgress | None
    ) -> DecodedTargets:
        """Look at the sizes of all pictures, unless a document tells the target's; decode them."""
        assert isinstance(inputs, ReadImages)
        target = asked.target
        problems: Mapping[int, str] = {}
        is_new = not isinstance(target, ImageToImage)
        found = survey(self.root, self.targets, with_headers=is_new, on_progress=on_progress)
        if not isinstance(target, ImageToImage):
            ours, theirs = (picture_sizes(self.root, n) for n in (self.inputs, self.targets))
            problems = other_proportions(ours, theirs, "target", "input")
            times = common_factor(ours, theirs)
            target = ImageToImage(
                mode=common_mode(found.headers),
                height=inputs.reading.height * times,
                width=inputs.reading.width * times,
            )
        reading = ImageReading(_reading(target, inputs.reading))
        files = DecodedFiles(found, reading, cache_folder(asked.cache), on_progress)
        return DecodedTargets(files, target, "target", problems)


def common_factor(ours: Sequence[Size | None], theirs: Sequence[Size | None]) -> int:
    """How many times as high and wide all targets are as their inputs; 1 where they differ."""
    found = {
        their[0] // our[0]
        if their[0] % our[0] == their[1] % our[1] == 0 and their[0] // our[0] == their[1] // our[1]
        else 1
        for our, their in zip(ours, theirs, strict=True)
        if our and their and our[0] * their[1] == our[1] * their[0]
    }
    return found.pop() if len(found) == 1 else 1


def _reading(target: ImageToImage, inputs: ImagePreprocessing) -> ImagePreprocessing:
    channels = target.channels
    return ImagePreprocessing(
        mode=target.mode,
        height=target.height,
        width=target.width,
        fit=inputs.fit,
        mean=(0.0,) * channels,
        std=(1.0,) * channels,
    )
