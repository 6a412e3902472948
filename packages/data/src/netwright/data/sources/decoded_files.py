"""Files as rows of the cache, decoded when they are first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from netwright.data.cache import cached, find_entry
from netwright.data.cache_entry import Entry
from netwright.data.readings import Reading
from netwright.data.rows import Rows
from netwright.data.sources.listing import Indices
from netwright.data.survey import OnProgress, Survey


class DecodedFiles:
    """What a reading gives of each file.

    Args:
        found: The files.
        reading: How each becomes a row.
        folder: Where the cache is.
        on_progress: Told of every file that is decoded.
    """

    def __init__(
        self, found: Survey, reading: Reading, folder: Path, on_progress: OnProgress | None
    ) -> None:
        self.found, self.reading = found, reading
        self._folder, self._on_progress = folder, on_progress

    @cached_property
    def entry(self) -> Entry:
        """The cache's entry, made now where there is none.

        Only when it is needed: a folder that has changed is told of without decoding it.
        """
        return cached(self._folder, self.found, self.reading, self._on_progress)

    @cached_property
    def unreadable(self) -> Mapping[int, str]:
        """The files that cannot be decoded, by their number, with the reason."""
        if not self.entry.unreadable:
            return {}
        numbers = {name: number for number, name in enumerate(self.found.names)}
        return {numbers[name]: why for name, why in self.entry.unreadable.items()}

    def rows(self, samples: Indices) -> Rows:
        """Those files as uint8 [N,...]."""
        return self.entry.rows(samples)

    def entry_of(self, fingerprint: str) -> Entry | None:
        """What the cache still knows of files with another fingerprint."""
        return find_entry(self._folder, fingerprint, self.reading)
