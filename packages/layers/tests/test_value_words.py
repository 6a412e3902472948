from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, TypeAdapter

from netwright.layers import layer_types
from netwright.layers.pages.value_words import default_words, value_words

Small = Annotated[int, Field(ge=1, le=9)]


@pytest.mark.parametrize(
    ("type", "words"),
    [
        (bool, "true or false"),
        (str, "text"),
        (int, "integer"),
        (Annotated[int, Field(ge=1, le=2**31 - 1)], "integer 1 or more"),
        (Annotated[int, Field(ge=-3, lt=5)], "integer -3 to 4"),
        (Annotated[int, Field(le=7)], "integer up to 7"),
        (Annotated[float, Field(ge=-3.4e38, le=3.4e38)], "number"),
        (Annotated[float, Field(gt=0, le=0.5)], "number above 0 and up to 0.5"),
        (Annotated[float, Field(ge=0, lt=1e6)], "number 0 to below 1000000"),
        (Annotated[float, Field(gt=0)], "number above 0"),
        (Literal["a", "b", "c"], '"a", "b" or "c"'),
        (Small | None, "integer 1 to 9"),
        (Small | tuple[Small, Small], "integer 1 to 9, or a list of 2 such"),
        (
            Small | tuple[Small | None, Small | None],
            "integer 1 to 9, or a list of 2, each such or null",
        ),
        (
            Small | tuple[Small, Small] | Literal["same", "valid"],
            'integer 1 to 9, a list of 2 such, "same", or "valid"',
        ),
        (Literal["all", "none"] | Small, '"all", "none", or integer 1 to 9'),
        (tuple[Small, Small, Small], "list of 3 integers 1 to 9"),
        (tuple[Small, ...], "list of integers 1 to 9"),
        (Annotated[tuple[float, ...], Field(min_length=2)], "list of 2 or more numbers"),
        (Annotated[tuple[int, ...], Field(max_length=8)], "list of 1 to 8 integers"),
    ],
)
def test_values_are_told_in_words(type: Any, words: str) -> None:
    assert value_words(TypeAdapter(type).json_schema()) == words


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({}, "required"),
        ({"default": None}, "none"),
        ({"default": True}, "true"),
        ({"default": "none"}, '"none"'),
        ({"default": [1, 2]}, "[1, 2]"),
    ],
)
def test_defaults_are_told_as_json(schema: dict[str, Any], words: str) -> None:
    assert default_words(schema) == words


def test_the_values_of_every_parameter_can_be_told() -> None:
    for kind in layer_types().values():
        for schema in kind.model_json_schema().get("properties", {}).values():
            assert "any value" not in value_words(schema)
