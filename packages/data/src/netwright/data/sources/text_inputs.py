"""Texts as inputs: windows of tokens, numbered by a vocabulary that training alone decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from netwright.data.asked import Asked, Unit
from netwright.data.sources.changes import changed
from netwright.data.sources.listing import Indices
from netwright.data.survey import OnProgress, Survey, survey
from netwright.data.window_rows import WindowRows
from netwright.interfaces.documents.preprocessing import AnyPreprocessing, TextPreprocessing
from netwright.interfaces.errors import DataError
from netwright.interfaces.tokens import text_to_tokens


def tokens_of(text: str, unit: Unit) -> int:
    """How many tokens a text is."""
    return len(text) if unit == "character" else len(text.encode("utf-8"))


@dataclass(frozen=True, eq=False)
class TextInputs:
    """Windows of texts.

    Attributes:
        root: The folder.
        names: Names of the files, relative to it.
        texts: What they hold.
        unit: What one token is.
        starts: int64 [N], where each sample begins, in tokens of all texts behind each other.
        ends: int64 [N], where its tokens end.
        length: Tokens in one sample; None for the longest in training, up to `most`.
        most: For that.
        unreadable: Samples that cannot be used, by their number, with the reason.
    """

    root: Path
    names: tuple[str, ...]
    texts: Sequence[str]
    unit: Unit
    starts: Indices
    ends: Indices
    length: int | None
    unreadable: Mapping[int, str]
    most: int = 256

    def read(self, asked: Asked, on_progress: OnProgress | None) -> ReadTexts:
        """The texts, with a hash of their files."""
        found = survey(self.root, self.names, with_headers=False, on_progress=on_progress)
        document = asked.preprocessing
        return ReadTexts(self, found, document if isinstance(document, TextPreprocessing) else None)


@dataclass(frozen=True, eq=False)
class ReadTexts:
    """Texts, read. See `ReadInputs` for what its methods give.

    Attributes:
        windows: What was read.
        found: What the files are.
        document: What a dataset document says of them, which is kept.
    """

    windows: TextInputs
    found: Survey
    document: TextPreprocessing | None

    @property
    def fingerprint(self) -> str:
        return self.found.fingerprint

    @property
    def unreadable(self) -> Mapping[int, str]:
        return self.windows.unreadable

    def preprocessing(self, train: Indices) -> TextPreprocessing:
        if self.document:
            return self.document
        starts, ends = self.windows.starts[train], self.windows.ends[train]
        longest = max(1, int((ends - starts).max()))
        length = self.windows.length or min(longest, self.windows.most)
        ends = np.minimum(ends, starts + length)
        vocabulary = self._characters(starts, ends) if self.windows.unit == "character" else ()
        return TextPreprocessing(unit=self.windows.unit, vocabulary=vocabulary, length=length)

    def _characters(self, starts: Indices, ends: Indices) -> tuple[str, ...]:
        """Those that stand in one of the stretches, in the order of their code points."""
        content = "".join(self.windows.texts).encode("utf-32-le")
        points = np.frombuffer(content, np.uint32)
        begun, ended = (np.bincount(places, minlength=len(points) + 1) for places in (starts, ends))
        inside = np.cumsum(begun - ended)[:-1] > 0
        return tuple(map(chr, np.flatnonzero(np.bincount(points[inside])).tolist()))

    def rows(self, samples: Indices, preprocessing: AnyPreprocessing) -> WindowRows:
        assert isinstance(preprocessing, TextPreprocessing)
        small = np.min_scalar_type(preprocessing.tokens)
        tokens = [text_to_tokens(text, preprocessing).astype(small) for text in self.windows.texts]
        starts, ends = self.windows.starts[samples], self.windows.ends[samples]
        return WindowRows(np.concatenate(tokens), starts, ends, preprocessing.length)

    def changed(self, fingerprint: str) -> DataError:
        return changed(self.found, fingerprint, None, what="texts")
