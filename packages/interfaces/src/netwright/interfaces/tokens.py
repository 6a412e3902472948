"""Turning text into tokens and back the one way: for training and prediction alike."""

from __future__ import annotations

from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.interfaces.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.interfaces.documents.preprocessing import TextPreprocessing

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""What `tokens_to_text` writes for a token that stands for no character."""


def text_to_tokens(text: str, preprocessing: TextPreprocessing) -> NDArray[np.int64]:
    """All tokens of a text of any length: int64 [tokens], 0 for an unknown character.

    Cut or fill them up with `fit_length`, or take windows of them.
    """
    # A lone half of a surrogate pair is an unknown character, not an error.
    if preprocessing.unit == "byte":
        content = text.encode("utf-8", "surrogatepass")
        return np.frombuffer(content, np.uint8).astype(np.int64) + 1
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    numbers = _numbers(preprocessing.vocabulary)
    return numbers[np.minimum(points, len(numbers) - 1)]


def fit_length(tokens: NDArray[np.int64], preprocessing: TextPreprocessing) -> NDArray[np.int64]:
    """The tokens as the network takes them: int64 [length], cut at the end or followed by 0."""
    fitted = np.zeros(preprocessing.length, np.int64)
    kept = tokens[: preprocessing.length]
    fitted[: len(kept)] = kept
    return fitted


def tokens_to_text(tokens: NDArray[Any], preprocessing: TextPreprocessing) -> str:
    """The text of tokens [tokens]; what follows the last one that is not 0 is left out."""
    used = np.trim_zeros(np.asarray(tokens), "b")
    if preprocessing.unit == "byte":
        content = b"".join(bytes([token - 1]) if token else b"\xff" for token in used.tolist())
        return content.decode("utf-8", "replace")
    characters = (UNKNOWN, *preprocessing.vocabulary)
    return "".join(characters[token] for token in used.tolist())


def read_text(path: str | PathLike[str]) -> str:
    """The text in a file: UTF-8, with or without a mark at its start, lines ended by ``\\n``.

    Raises:
        DataError: The file is not there, cannot be read, or is not UTF-8.
    """
    try:
        content = Path(path).read_bytes()
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise not_utf8(path, content[error.start], line) from None
    except (OSError, ValueError) as error:
        raise DataError(
            f"the text cannot be read: {getattr(error, 'strerror', None) or error}.",
            file=path,
            fix="check the path and that the file may be read.",
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def not_utf8(path: str | PathLike[str], byte: int, line: int) -> DataError:
    """The error for a file that is not UTF-8, but holds this byte in this line."""
    # What starts with a byte order mark of UTF-16 is that; else Windows' own is the likeliest.
    encoding = "UTF-16" if line == 1 and byte in (0xFE, 0xFF) else "WINDOWS-1252"
    name = Path(path).name
    return DataError(
        f"expected UTF-8, but the byte 0x{byte:02x} came.",
        file=path,
        line=line,
        fix=f"save the file as UTF-8: iconv -f {encoding} -t UTF-8 {name} > utf8-{name}",
    )


@lru_cache(maxsize=8)
def _numbers(vocabulary: tuple[str, ...]) -> NDArray[np.int64]:
    """The token of each code point up to the largest known one, and a 0 behind it."""
    points = [ord(character) for character in vocabulary]
    numbers = np.zeros(max(points, default=0) + 2, np.int64)
    numbers[points] = np.arange(1, len(points) + 1)
    return numbers
