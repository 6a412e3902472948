"""Image files as inputs: looked at once, decoded once, and measured for any split at no cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from netwright.data.asked import Asked
from netwright.data.cache import cache_folder
from netwright.data.readings import ImageReading
from netwright.data.rows import Rows
from netwright.data.sources.changes import changed
from netwright.data.sources.decoded_files import DecodedFiles
from netwright.data.sources.listing import Indices
from netwright.data.statistics import mean_and_std
from netwright.data.survey import OnProgress, common_mode, common_size, survey
from netwright.interfaces.documents.preprocessing import AnyPreprocessing, ImagePreprocessing
from netwright.interfaces.errors import DataError


@dataclass(frozen=True)
class ImageInputs:
    """The image files of a folder.

    Attributes:
        root: The folder.
        names: N file names, relative to it.
    """

    root: Path
    names: tuple[str, ...]

    def read(self, asked: Asked, on_progress: OnProgress | None) -> ReadImages:
        """Decode every file that the cache does not hold yet."""
        by_header = asked.preprocessing is None and (asked.size is None or asked.mode is None)
        found = survey(self.root, self.names, with_headers=by_header, on_progress=on_progress)
        reading = asked.reading(common_size(found.headers), common_mode(found.headers))
        folder = cache_folder(asked.cache)
        files = DecodedFiles(found, ImageReading(reading), folder, on_progress)
        return ReadImages(files, reading, measured=asked.preprocessing is not None)


class ReadImages:
    """Images in the cache. See `ReadInputs` for what its methods give.

    Attributes:
        reading: How they are read; where it is not measured yet, its mean and std say nothing.
    """

    def __init__(self, files: DecodedFiles, reading: ImagePreprocessing, *, measured: bool) -> None:
        self._files, self.reading, self._measured = files, reading, measured

    @property
    def fingerprint(self) -> str:
        return self._files.found.fingerprint

    @property
    def unreadable(self) -> Mapping[int, str]:
        return self._files.unreadable

    def preprocessing(self, train: Indices) -> ImagePreprocessing:
        if self._measured:
            return self.reading
        pixels = self.reading.height * self.reading.width
        mean, std = mean_and_std(self._files.entry.sums[train], pixels)
        return self.reading.model_copy(update={"mean": mean, "std": std})

    def rows(self, samples: Indices, preprocessing: AnyPreprocessing) -> Rows:
        return self._files.rows(samples)

    def changed(self, fingerprint: str) -> DataError:
        return changed(self._files.found, fingerprint, self._files.entry_of(fingerprint))
