"""Text becomes tokens and comes back, the same way for training and for predicting."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from netwright.interfaces.documents import TextPreprocessing
from netwright.interfaces.errors import DataError
from netwright.interfaces.tokens import fit_length, read_text, text_to_tokens, tokens_to_text

LETTERS = TextPreprocessing(vocabulary=("a", "b", "ß", "🙂"), length=5)
BYTES = TextPreprocessing(unit="byte", length=5)


def test_characters_are_numbered_from_1_and_unknown_ones_are_0():
    tokens = text_to_tokens("ab🙂ßz\U0010ffff\ud800a", LETTERS)
    assert tokens.dtype == np.int64
    assert tokens.tolist() == [1, 2, 4, 3, 0, 0, 0, 1]


def test_bytes_are_their_value_and_1():
    assert text_to_tokens("aß", BYTES).tolist() == [0x61 + 1, 0xC3 + 1, 0x9F + 1]


def test_a_text_is_cut_at_its_end_or_followed_by_0():
    assert fit_length(text_to_tokens("abab", LETTERS), LETTERS).tolist() == [1, 2, 1, 2, 0]
    assert fit_length(text_to_tokens("abababab", LETTERS), LETTERS).tolist() == [1, 2, 1, 2, 1]
    assert fit_length(text_to_tokens("", LETTERS), LETTERS).tolist() == [0] * 5


@pytest.mark.parametrize(
    ("preprocessing", "text"), [(LETTERS, "aß🙂b"), (BYTES, "any text: 数字 🙂"), (LETTERS, "")]
)
def test_tokens_become_the_text_they_came_from(preprocessing: TextPreprocessing, text: str):
    tokens = text_to_tokens(text, preprocessing)
    assert tokens_to_text(tokens, preprocessing) == text
    assert tokens_to_text(np.append(tokens, [0, 0]), preprocessing) == text


def test_an_unknown_token_between_others_is_shown():
    assert tokens_to_text(np.array([1, 0, 2]), LETTERS) == "a�b"
    assert tokens_to_text(np.array([0x61 + 1, 0, 0x62 + 1]), BYTES) == "a�b"


def test_a_file_reads_the_same_wherever_it_was_written(tmp_path: Path):
    file = tmp_path / "text.txt"
    for content in (b"one\ntwo\n", b"\xef\xbb\xbfone\r\ntwo\r\n", b"one\rtwo\r"):
        file.write_bytes(content)
        assert read_text(file) == "one\ntwo\n"


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path):
    file = tmp_path / "old.txt"
    file.write_bytes("fine\nGröße\n".encode("cp1252"))
    with pytest.raises(DataError) as told:
        read_text(file)
    assert told.value.message == "expected UTF-8, but the byte 0xf6 came."
    assert told.value.places == {"file": str(file), "line": "2"}
    assert "iconv -f WINDOWS-1252 -t UTF-8 old.txt" in told.value.fix


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    for path in (tmp_path / "none.txt", tmp_path, "nul\0l.txt"):
        with pytest.raises(DataError, match="the text cannot be read"):
            read_text(path)
