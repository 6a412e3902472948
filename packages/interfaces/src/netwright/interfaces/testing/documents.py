"""What holds for every document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from netwright.interfaces.documents import Document
from netwright.interfaces.errors import DocumentError


class DocumentContract:
    """Subclass it with the fixtures `document` (one that uses every field) and `golden` (files)."""

    @pytest.fixture
    def document(self) -> Document:
        raise NotImplementedError("give a document that sets every field")

    @pytest.fixture
    def golden(self) -> list[Path]:
        raise NotImplementedError("give the golden files of every version that ever shipped")

    def test_survives_json(self, document: Document) -> None:
        assert type(document).from_json(document.to_json()) == document

    def test_survives_a_file(self, document: Document, tmp_path: Path) -> None:
        document.write(tmp_path / "document.json")
        assert type(document).read(tmp_path / "document.json") == document

    def test_says_its_format_and_version(self, document: Document) -> None:
        content = json.loads(document.to_json())
        assert content["format"] == type(document).FORMAT
        assert content["version"] == type(document).VERSION

    def test_is_frozen(self, document: Document) -> None:
        with pytest.raises(ValidationError):
            document.version = 2  # type: ignore[attr-defined]

    def test_refuses_an_unknown_key(self, document: Document) -> None:
        content = {**json.loads(document.to_json()), "surprise": 1}
        with pytest.raises(DocumentError, match="has no key 'surprise'"):
            type(document).from_dict(content)

    def test_refuses_another_format(self, document: Document) -> None:
        content = {**json.loads(document.to_json()), "format": "netwright.other"}
        with pytest.raises(DocumentError, match=r"netwright\.other"):
            type(document).from_dict(content)

    def test_refuses_a_newer_version_and_names_the_upgrade(self, document: Document) -> None:
        newer = type(document).VERSION + 1
        content = {**json.loads(document.to_json()), "version": newer}
        with pytest.raises(DocumentError) as caught:
            type(document).from_dict(content, source="file.json")
        assert f"has version {newer}" in caught.value.message
        assert caught.value.places["file"] == "file.json"
        assert caught.value.fix == f"pip install --upgrade {type(document).PACKAGE}"

    def test_golden_files_load_forever(self, document: Document, golden: list[Path]) -> None:
        assert golden, "every version that ever shipped has a golden file"
        for path in golden:
            loaded = type(document).read(path)
            assert type(document).from_json(loaded.to_json()) == loaded
