"""What every document has: a format, a version, strict fields, and errors that name the key."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from netwright.interfaces.documents.problems import kind_of, located
from netwright.interfaces.errors import DocumentError
from netwright.interfaces.files import write_atomic

Self = TypeVar("Self", bound="Document")
Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


class Part(BaseModel):
    """A frozen piece of a document that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")


class Document(Part):
    """A frozen, versioned document. A subclass sets `FORMAT`, `VERSION` and, later, `UPGRADES`.

    Attributes:
        FORMAT: The name in the `format` field, such as ``netwright.network``.
        VERSION: The version that this code writes.
        PACKAGE: The distribution to upgrade when a document is newer than this code.
        UPGRADES: For each older version, a pure function to the next one's content.
    """

    FORMAT: ClassVar[str]
    VERSION: ClassVar[int] = 1
    PACKAGE: ClassVar[str] = "netwright-interfaces"
    UPGRADES: ClassVar[Mapping[int, Upgrade]] = {}

    @classmethod
    def from_dict(cls: type[Self], content: Any, *, source: object = None) -> Self:
        """The document that `content` (parsed JSON or TOML) holds, upgraded when it is older.

        Args:
            content: A mapping; `format` and `version` may be left out, as people do by hand.
            source: The file or place it came from, for error messages.

        Raises:
            DocumentError: `content` is another format, a newer version, or not valid.
        """
        places = {} if source is None else {"file": source}
        content = cls.check(content, source=source)
        try:
            return cls.model_validate({**content, "format": cls.FORMAT, "version": cls.VERSION})
        except ValidationError as error:
            raise located(cls, f"the {cls.FORMAT} document", error, places) from None

    @classmethod
    def check(cls, content: Any, *, source: object = None) -> dict[str, Any]:
        """`content` as this version's keys, its format and version checked, nothing else.

        Raises:
            DocumentError: `content` is no mapping, another format, or a newer version.
        """
        places = {} if source is None else {"file": source}
        if not isinstance(content, Mapping):
            raise DocumentError(
                f"a {cls.FORMAT} document is a mapping of keys, but {kind_of(content)} came.",
                **places,
                fix=f'start it with {{"format": "{cls.FORMAT}", "version": {cls.VERSION}}}.',
            )
        return cls._upgraded(dict(content), places)

    @classmethod
    def _upgraded(cls, content: dict[str, Any], places: Mapping[str, object]) -> dict[str, Any]:
        found = content.get("format", cls.FORMAT)
        if found != cls.FORMAT:
            raise DocumentError(
                f"expected a {cls.FORMAT} document, but this one is {found!r}.",
                **places,
                key="format",
                fix=f"give a {cls.FORMAT} document instead.",
            )
        version = content.get("version", cls.VERSION)
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            raise DocumentError(
                f"the version is a whole number from 1, but {version!r} came.",
                **places,
                key="version",
                fix=f'set "version": {cls.VERSION}.',
            )
        if version > cls.VERSION:
            raise DocumentError(
                f"this {cls.FORMAT} document has version {version}; "
                f"this {cls.PACKAGE} reads up to version {cls.VERSION}.",
                **places,
                key="version",
                fix=f"pip install --upgrade {cls.PACKAGE}",
            )
        for older in range(version, cls.VERSION):
            content = cls.UPGRADES[older](content)
        return content

    @classmethod
    def from_json(cls: type[Self], text: str | bytes, *, source: object = None) -> Self:
        """The document in a JSON text. Raises DocumentError as `from_dict` does."""
        return cls.from_dict(_parse_json(text, source), source=source)

    @classmethod
    def read(cls: type[Self], path: str | Path) -> Self:
        """The document in a file: TOML when it ends in ``.toml``, else JSON.

        Raises:
            DocumentError: The file is missing, cannot be read, or is not a valid document.
        """
        return cls.from_dict(cls.read_content(path), source=path)

    @classmethod
    def read_content(cls, path: str | Path) -> Any:
        """What a file holds, for `from_dict` to check. Raises DocumentError if it is not to be had.

        `read` is this and `from_dict`; apart, they tell a file that is no document at all from a
        document with a mistake in it.
        """
        path = Path(path)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise DocumentError(
                f"cannot read the {cls.FORMAT} document: {error.strerror}.",
                file=path,
                fix="check the path and that the file may be read.",
            ) from None
        if path.suffix.lower() == ".toml":
            return _parse_toml(content, path)
        return _parse_json(content, path)

    def to_json(self) -> str:
        """The document as indented JSON that `from_json` reads back equal."""
        return self.model_dump_json(indent=2, by_alias=True, exclude_none=True) + "\n"

    def write(self, path: str | Path) -> None:
        """Write the document as JSON, whole or not at all."""
        write_atomic(Path(path), self.to_json())


def _parse_json(text: str | bytes, source: object) -> Any:
    places = {} if source is None else {"file": source}
    try:
        return json.loads(text)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError(
            f"this is not JSON: {error or 'nested too deeply'}.",
            **places,
            fix="mend the text at that place, or write the document anew.",
        ) from None


def _parse_toml(content: bytes, path: Path) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DocumentError(
            f"this is not TOML: {error}.", file=path, fix="mend the text at that place."
        ) from None
