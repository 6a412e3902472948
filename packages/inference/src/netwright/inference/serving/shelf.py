"""The models of a server, by name and version, each taken anew when its file is replaced."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from netwright.inference.predictor import Predictor
from netwright.inference.serving.naming import (
    Wanted,
    name_for_url,
    parse_asked,
    version_order,
)
from netwright.interfaces.documents.model import Model
from netwright.interfaces.errors import NetwrightError, UsageError, did_you_mean

Open = Callable[[str], Predictor]


class Stamp(NamedTuple):
    """What tells that a file is another one than before."""

    inode: int
    modified: int
    size: int


@dataclass
class Entry:
    """One model that is served.

    Attributes:
        name: What it is called in addresses.
        version: Which of the models of that name it is.
        path: Its file.
        predictor: The model in the file, as it was when it was last read without a mistake.
        stamp: Of the file that was last looked into, broken or not.
        loaded: When `predictor` was opened, in seconds since 1970.
        problem: Why the file that is there now is not the one that is served.
    """

    name: str
    version: str
    path: Path
    predictor: Predictor = field(repr=False)
    stamp: Stamp | None
    loaded: float = field(default_factory=time.time)
    problem: NetwrightError | None = None

    @property
    def full_name(self) -> str:
        """Name and version, as an address takes them."""
        return f"{self.name}@{self.version}"

    @property
    def model(self) -> Model:
        """The model's document."""
        return self.predictor.model


class Shelf:
    """Models by name and version.

    Args:
        wanted: Which models, as `parse_argument` gives them.
        open_model: Opens a model file.

    Raises:
        UsageError: Two models have one name and version.
        ModelError: A model cannot be opened.
        DocumentError: A model is of a newer version, or its document contradicts itself.
    """

    def __init__(self, wanted: Sequence[Wanted], open_model: Open = Predictor) -> None:
        self.open = open_model
        self._entries: dict[tuple[str, str], Entry] = {}
        for one in wanted:
            self._add(one)

    def _add(self, wanted: Wanted) -> None:
        stamp = stamp_of(Path(wanted.path))
        predictor = self.open(wanted.path)
        name = wanted.name or name_for_url(predictor.model.name)
        key = (name, wanted.version)
        if key in self._entries:
            free = str(1 + sum(1 for other, _ in self._entries if other == name))
            raise UsageError(
                f"two models are called {name!r} in version {wanted.version}.",
                models=f"{self._entries[key].path} and {wanted.path}",
                fix=f"give one another version or name: {name}@{free}={wanted.path}",
            )
        self._entries[key] = Entry(*key, Path(wanted.path), predictor, stamp)

    def __iter__(self) -> Iterator[Entry]:
        """All models, by name, the newest version first."""
        names = sorted({name for name, _ in self._entries})
        return (entry for name in names for entry in self.versions(name))

    def versions(self, name: str) -> list[Entry]:
        """The models of that name, the newest version first."""
        found = [entry for entry in self._entries.values() if entry.name == name]
        return sorted(found, key=lambda entry: version_order(entry.version), reverse=True)

    def find(self, asked: str) -> Entry | None:
        """The model of a name's newest version, or of ``name@version``."""
        parsed = parse_asked(asked)
        if parsed is None:
            return None
        name, version = parsed
        if version is not None:
            return self._entries.get((name, version))
        return next(iter(self.versions(name)), None)

    def advice(self, asked: str) -> str:
        """What to ask for where `asked` is not there."""
        return did_you_mean(asked, [entry.full_name for entry in self])


def stamp_of(path: Path) -> Stamp | None:
    """The file's stamp; None where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return Stamp(status.st_ino, status.st_mtime_ns, status.st_size)
