"""What values a parameter takes, in words that a student reads: from its JSON Schema.

integer 0 to 4096, a list of 2 such, "same", or "valid"
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

_Schema = dict[str, Any]

_WORDS = {"boolean": "true or false", "string": "text"}

_UNLIMITED = 2**31 - 1
"""Limits from here on only keep numbers within what a tensor can hold; no reader needs them."""


def value_words(schema: _Schema) -> str:
    """The values that a schema allows, null apart: a parameter is left out instead."""
    return _joined(list(dict.fromkeys(_options(_alternatives(schema)))))


def default_words(schema: _Schema) -> str:
    """The default as JSON; ``none`` where leaving out is a choice of its own, or ``required``."""
    if "default" not in schema:
        return "required"
    return "none" if schema["default"] is None else json.dumps(schema["default"])


def _alternatives(schema: _Schema) -> list[_Schema]:
    found = schema.get("anyOf", [schema])
    return [option for option in found if option.get("type") != "null"]


def _options(alternatives: Sequence[_Schema]) -> Iterator[str]:
    before: list[str] = []
    for schema in alternatives:
        found = list(_option(schema, before))
        before += found
        yield from found


def _option(schema: _Schema, before: Sequence[str]) -> Iterator[str]:
    if "enum" in schema or "const" in schema:
        yield from map(json.dumps, schema.get("enum", [schema.get("const")]))
    elif schema.get("type") == "array":
        yield _list(schema, before)
    elif schema.get("type") in _WORDS:
        yield _WORDS[schema["type"]]
    else:
        yield f"{schema.get('type', 'any value')}{_range(schema)}"


def _list(schema: _Schema, before: Sequence[str]) -> str:
    items = schema.get("prefixItems") or [schema.get("items", {})]
    one, null = value_words(items[0]), _takes_null(items[0])
    if one in before:
        each = ", each such or null" if null else "such"
    else:
        noun, _, rest = one.partition(" ")
        each = f"{noun}s {rest}".strip() if noun in ("integer", "number") else one
        each += ", or null" if null else ""
    words = f"list of {_count(schema)} {each}".replace(" ,", ",").replace("  ", " ")
    return f"a {words}" if before else words


def _count(schema: _Schema) -> str:
    least, most = schema.get("minItems", 0), schema.get("maxItems")
    if most is None:
        return f"{least} or more" if least > 1 else ""
    return f"{most}" if least == most else f"{max(least, 1)} to {most}"


def _takes_null(schema: _Schema) -> bool:
    return any(option.get("type") == "null" for option in schema.get("anyOf", ()))


def _range(schema: _Schema) -> str:
    low, high = _low(schema), _high(schema)
    if low and high:
        return f" {low} {'and up to' if low.startswith('above') else 'to'} {high}"
    if low:
        return f" {low}" if low.startswith("above") else f" {low} or more"
    return f" up to {high}" if high else ""


def _low(schema: _Schema) -> str:
    limit = schema.get("exclusiveMinimum", schema.get("minimum"))
    if limit is None or limit <= -_UNLIMITED:
        return ""
    return f"above {_number(limit)}" if "exclusiveMinimum" in schema else _number(limit)


def _high(schema: _Schema) -> str:
    limit = schema.get("exclusiveMaximum", schema.get("maximum"))
    if limit is None or limit >= _UNLIMITED:
        return ""
    if "exclusiveMaximum" not in schema:
        return _number(limit)
    return _number(limit - 1) if schema.get("type") == "integer" else f"below {_number(limit)}"


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)


def _joined(options: Sequence[str]) -> str:
    *first, last = options
    if not first:
        return last
    comma = "," if any(" " in option for option in options) else ""
    return f"{', '.join(first)}{comma} or {last}"
