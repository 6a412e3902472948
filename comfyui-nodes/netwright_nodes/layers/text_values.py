"""Values that are typed as text, where a parameter takes several kinds: 3, or 3, 1, or same.

Text of a workflow file is only ever taken apart, never run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from netwright.interfaces.errors import DocumentError
from netwright.layers.layer import Layer
from netwright.layers.pages.value_words import value_words

_BRACKETS = "[]() \t"


def as_text(value: Any) -> str:
    """How a value is typed: ``3, 1`` for a list; nothing for what is left out."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(as_text, value))
    return "" if value is None else str(value)


class TextValues:
    """How one parameter of a layer is read from text.

    Args:
        kind: The layer.
        name: The parameter's name.
        schema: The parameter's JSON Schema.
    """

    def __init__(self, kind: type[Layer], name: str, schema: Mapping[str, Any]) -> None:
        self._kind, self._name, self._schema = kind, name, dict(schema)
        self._check = _adapter(kind.model_fields[name])

    def read(self, text: str) -> Any:
        """The value that `text` says; None where it is left out.

        Raises:
            DocumentError: It says none that the parameter takes; the error tells which it takes.
        """
        for candidate in self._candidates(text.strip()):
            try:
                return self._check.validate_python(candidate)
            except ValidationError:
                continue
        raise DocumentError(
            f"{self._name}: expected {value_words(self._schema)}, but {text!r} came.",
            layer=self._kind.op(),
            key=self._name,
            fix=f"write for example {self._example()}.",
        )

    def _candidates(self, text: str) -> Iterator[Any]:
        """What `text` may mean, most likely first."""
        if not text:
            yield None
            return
        numbers = [*map(number, text.strip(_BRACKETS).replace(",", " ").split())]
        if text[0] not in _BRACKETS and len(numbers) == 1:
            yield numbers[0]
        yield tuple(numbers)
        yield text

    def _example(self) -> str:
        example = self._kind.examples[0].params.get(self._name)
        return as_text(self._schema.get("default") or example) or "nothing, to leave it out"


def _adapter(field: FieldInfo) -> TypeAdapter[Any]:
    """What tells whether a value is one of the field's."""
    of: Any = field.annotation
    for constraint in field.metadata:
        of = Annotated[of, constraint]
    return TypeAdapter(of, config=ConfigDict(strict=True))


def number(word: str) -> int | float | str | None:
    """The number that a word is; the word itself where it is none."""
    if word.lower() in ("none", "null"):
        return None
    for kind in (int, float):
        try:
            return kind(word)
        except ValueError:
            continue
    return word
