"""The help of a ComfyUI node in Markdown, from its schema, and of a layer's from the layer too.

ComfyUI's page shows it when a person asks for help on a node.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from netwright.layers.layer import Layer
from netwright.layers.pages import page
from netwright.layers.pages.reference import shape_rule
from netwright.layers.registry import own_layer_types

_GENERATED = "<!-- Written by tools/write_comfyui_pages.py. What is edited here is lost. -->"
_KINDS = {"INT": "whole number", "FLOAT": "number", "STRING": "text", "BOOLEAN": "true or false"}


def help_pages(nodes: Mapping[str, Any]) -> dict[str, str]:
    """The text of each page by its file name."""
    layers = {f"NetwrightLayer{op}": kind for op, kind in own_layer_types().items()}
    return {
        f"{id}.md": "\n\n".join(_page(node.GET_SCHEMA(), layers.get(id))) + "\n"
        for id, node in nodes.items()
    }


def _page(schema: Any, layer: type[Layer] | None) -> Iterator[str]:
    yield _GENERATED
    yield f"# {schema.display_name}"
    yield schema.description
    if layer is not None:
        yield from page.details(layer)
        yield f"```text\n{textwrap.fill(layer.formula, 88)}\n```"
    if schema.inputs:
        yield "## Inputs"
        yield _table(("name", "kind", "default", "what it is"), map(_input, schema.inputs))
    if schema.outputs:
        yield "## Outputs"
        yield _table(("name", "kind", "what it is"), map(_output, schema.outputs))
    if layer is not None:
        yield from _about_layer(layer)


def _about_layer(layer: type[Layer]) -> Iterator[str]:
    yield "## Shapes"
    yield "The batch axis is not counted."
    rows = (
        (", ".join(page.settings(example)) or "none", f"`{shape_rule(layer, example)}`")
        for example in layer.examples
    )
    yield _table(("parameters", "input → output"), rows)
    yield "## ONNX"
    yield f"{page.onnx(layer).rstrip('.')}."
    if layer.paper:
        yield "## Paper"
        yield layer.paper


def _input(part: Any) -> tuple[str, ...]:
    if hasattr(part, "template"):
        name = f"`{part.template.prefix}0`, `{part.template.prefix}1`, …"
        return name, _kind(part.template.input), "", part.template.input.options["tooltip"]
    default = part.options.get("default", "")
    shown = f"`{default}`" if str(default) else ""
    return f"`{part.id}`", _kind(part), shown, part.options.get("tooltip", "")


def _kind(part: Any) -> str:
    options = part.options.get("options", ())
    # A list of a hundred models is no help.
    kind = ", ".join(f"`{o}`" for o in options[:12]) if options else _KINDS.get(part.io_type, "")
    kind = f"{kind}, …" if len(options) > 12 else kind or f"`{part.io_type}`"
    return f"{kind} (optional)" if part.optional else kind


def _output(part: Any) -> tuple[str, ...]:
    return f"`{part.options['display_name']}`", f"`{part.io_type}`", part.options.get("tooltip", "")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(
        f"| {' | '.join(c.replace('|', chr(92) + '|') for c in row)} |" for row in lines
    )
