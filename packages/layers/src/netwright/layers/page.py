"""The reference page of a layer, made from its class alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from netwright.layers.layer import Layer


class Parameter(NamedTuple):
    """A parameter as a page shows it."""

    name: str
    type: str
    default: str
    description: str


def parameters(kind: type[Layer]) -> list[Parameter]:
    """The layer's parameters, those that must be given first."""
    schema = kind.model_json_schema()
    inferred = kind.inferred_fields()
    return [
        Parameter(
            name,
            _type(schema["properties"][name]),
            "inferred" if name in inferred else _default(schema["properties"][name]),
            field.description or "",
        )
        for name, field in kind.model_fields.items()
    ]


def signature(kind: type[Layer]) -> str:
    """The builder's call of the first example, such as ``conv2d(x, kernel_size=3)``."""
    example = kind.examples[0]
    flows = [f"x{n}" if n else "x" for n in range(len(example.inputs))]
    params = [f"{name}={json.loads(json.dumps(v))!r}" for name, v in example.params.items()]
    return f"{kind.op().lower()}({', '.join([*flows, *params])})"


def shape_rule(kind: type[Layer]) -> str:
    """What the first example takes and gives, such as ``[3,8,8] → [8,8,8]``. Needs torch."""
    from netwright.layers.shapes import output_types

    example = kind.examples[0]
    layer = kind.from_params(example.params).resolve(*example.inputs)
    given = output_types(layer, example.inputs)
    return f"{', '.join(map(str, example.inputs))} → {', '.join(map(str, given))}"


def takes(kind: type[Layer]) -> str:
    """The shapes it takes, in words."""
    shapes = " or ".join(f"[{letters}]" for letters in kind.takes) or "any shape"
    count = "two or more inputs of" if kind.variadic else ""
    return f"{count} {shapes}".strip()


def _type(schema: dict[str, Any]) -> str:
    return " or ".join(dict.fromkeys(_types(schema)))


def _types(schema: dict[str, Any]) -> Iterator[str]:
    if "anyOf" in schema:
        for option in schema["anyOf"]:
            if option.get("type") != "null":
                yield from _types(option)
    elif "enum" in schema or "const" in schema:
        yield ", ".join(json.dumps(v) for v in schema.get("enum", [schema.get("const")]))
    elif schema.get("type") == "array":
        inner = schema.get("prefixItems") or [schema.get("items", {})]
        yield f"list of {len(inner) if 'prefixItems' in schema else ''} {_type(inner[0])}".replace(
            "  ", " "
        )
    else:
        yield f"{schema.get('type', 'any')}{_range(schema)}"


def _range(schema: dict[str, Any]) -> str:
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    if low is None and high is None:
        return ""
    above = "above " if "exclusiveMinimum" in schema else ""
    below = "below " if "exclusiveMaximum" in schema else ""
    return f" {above}{low} to {below}{high}"


def _default(schema: dict[str, Any]) -> str:
    return json.dumps(schema["default"]) if "default" in schema else "required"
