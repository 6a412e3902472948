"""Image files as inputs: looked at once, decoded once, and measured for any split at no cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from netwright.data.asked import Asked
from netwright.data.cache import cache_folder, cached, find_entry
from netwright.data.cache_entry import Entry
from netwright.data.rows import Rows
from netwright.data.sources.changes import changed
from netwright.data.sources.listing import Indices
from netwright.data.statistics import mean_and_std
from netwright.data.survey import OnProgress, Survey, common_mode, common_size, survey
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
        measured = asked.preprocessing is not None
        return ReadImages(found, reading, measured, cache_folder(asked.cache), on_progress)


class ReadImages:
    """Images in the cache. See `ReadInputs` for what its methods give."""

    def __init__(
        self,
        found: Survey,
        reading: ImagePreprocessing,
        measured: bool,
        folder: Path,
        on_progress: OnProgress | None,
    ) -> None:
        self._found, self._reading, self._measured = found, reading, measured
        self._folder, self._on_progress = folder, on_progress
        self._decoded: Entry | None = None

    @property
    def fingerprint(self) -> str:
        return self._found.fingerprint

    @property
    def unreadable(self) -> Mapping[int, str]:
        entry = self._entry()
        if not entry.unreadable:
            return {}
        numbers = {name: number for number, name in enumerate(self._found.names)}
        return {numbers[name]: why for name, why in entry.unreadable.items()}

    def preprocessing(self, train: Indices) -> ImagePreprocessing:
        if self._measured:
            return self._reading
        pixels = self._reading.height * self._reading.width
        mean, std = mean_and_std(self._entry().sums[train], pixels)
        return self._reading.model_copy(update={"mean": mean, "std": std})

    def rows(self, samples: Indices, preprocessing: AnyPreprocessing) -> Rows:
        return self._entry().rows(samples)

    def changed(self, fingerprint: str) -> DataError:
        then = find_entry(self._folder, fingerprint, self._reading)
        return changed(self._found, fingerprint, then)

    def _entry(self) -> Entry:
        # Only when it is needed: a folder that has changed is told of without decoding it.
        if self._decoded is None:
            self._decoded = cached(self._folder, self._found, self._reading, self._on_progress)
        return self._decoded
