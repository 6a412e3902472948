"""Texts, and files of text."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from netwright.inference.inputs.reader import Sample
from netwright.interfaces.documents.preprocessing import TextPreprocessing
from netwright.interfaces.errors import DataError, UsageError
from netwright.interfaces.tokens import fit_length, read_text, text_to_tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray


class TextReader:
    """Reads texts; a path object stands for the file's text, a str for itself.

    Args:
        preprocessing: How a text becomes tokens.
        goes_on: Whether the text is gone on with: then its last tokens count, not its first.
    """

    noun = "texts"
    together = False
    as_it_is = False
    block_size: tuple[int, ...] = ()

    def __init__(self, preprocessing: TextPreprocessing, *, goes_on: bool) -> None:
        self._preprocessing = preprocessing
        self._goes_on = goes_on

    def is_one(self, samples: object) -> bool:
        """Whether it is a text or a path."""
        return isinstance(samples, (str, bytes, os.PathLike))

    def block(self, samples: NDArray[Any]) -> NDArray[Any] | None:
        """None: texts are read one by one."""
        return None

    def read(self, samples: Sequence[Any], first: int) -> list[Sample]:
        """The texts' tokens. Raises DataError and UsageError."""
        return [self._read(sample) for sample in samples]

    def _read(self, sample: Any) -> Sample:
        if isinstance(sample, os.PathLike):
            path = os.fspath(sample)
            try:
                return self._tokens(read_text(path), path)
            except DataError as error:
                raise error if "file" in error.places else error.within(file=path) from None
        if not isinstance(sample, str):
            raise UsageError(
                f"expected a text, but a {type(sample).__name__} came.",
                fix="give a str, or a pathlib.Path of a text file.",
            )
        return self._tokens(sample, None)

    def _tokens(self, text: str, path: str | None) -> Sample:
        tokens = text_to_tokens(text, self._preprocessing)
        if self._goes_on:
            tokens = tokens[-self._preprocessing.length :]
            if not tokens.size:
                raise DataError(
                    "the text is empty: there is nothing to go on from.",
                    fix="give at least one character.",
                )
        kept = min(len(tokens), self._preprocessing.length)
        return Sample(path, fit_length(tokens, self._preprocessing), (kept,))
