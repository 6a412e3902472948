"""Files as targets: a mask or a picture for each input, in the cache."""

from __future__ import annotations

from collections.abc import Mapping

from netwright.data.rows import Rows
from netwright.data.sources.decoded_files import DecodedFiles
from netwright.data.sources.listing import Indices
from netwright.data.survey import Survey
from netwright.interfaces.documents.target import AnyTarget


class DecodedTargets:
    """See `ReadTargets` for what its methods give.

    Args:
        files: The files, one a sample.
        target: What they are.
        what: What one of them is called.
        problems: Samples that cannot be used for another reason than a broken file.
    """

    def __init__(
        self, files: DecodedFiles, target: AnyTarget, what: str, problems: Mapping[int, str]
    ) -> None:
        self._files, self._target, self._what = files, target, what
        self._problems = {**problems, **_missing(files.found, what)}

    @property
    def fingerprint(self) -> str:
        return self._files.found.fingerprint

    @property
    def unreadable(self) -> Mapping[int, str]:
        broken = {
            number: f"its {self._what} {self._files.found.names[number]}: {why}"
            for number, why in self._files.unreadable.items()
        }
        return {**broken, **self._problems}

    def target(self, train: Indices) -> AnyTarget:
        return self._target

    def rows(self, samples: Indices) -> Rows:
        return self._files.rows(samples)


def _missing(found: Survey, what: str) -> dict[int, str]:
    return {
        number: f"there is no {what} {name} for it"
        for number, (name, digest) in enumerate(zip(found.names, found.digests, strict=True))
        if not digest and not (found.root / name).exists()
    }
