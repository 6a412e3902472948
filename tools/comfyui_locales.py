"""What ComfyUI's page shows of nodes in other languages, from tables of sentences.

A table in comfyui-nodes/translations has an English sentence and its translation on each line. What
is not in it stays English, so that a new layer still touches one file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from netwright.layers.pages import page
from netwright.layers.registry import own_layer_types

_LAYER = "NetwrightLayer"
_NOTHING = "0 leaves it out."
_LEFT_OUT = {"zh": "0 表示省略。", "zh-TW": "0 表示省略。"}


def locale_files(nodes: Mapping[str, Any], translations: Path) -> dict[str, str]:
    """The text of each file of the pack's folder `locales`, by its path in there."""
    files: dict[str, str] = {}
    for file in sorted(translations.glob("*.json")):
        table = json.loads(file.read_text("utf-8"))
        files |= _files(file.stem, table, nodes)
    return files


def unused(nodes: Mapping[str, Any], table: Mapping[str, str]) -> set[str]:
    """The sentences of a table that no node says any more."""
    said = {sentence for node in nodes.values() for sentence in _sentences(node.GET_SCHEMA())}
    return set(table) - said


def _files(language: str, table: Mapping[str, str], nodes: Mapping[str, Any]) -> dict[str, str]:
    shown = {id: _node(node.GET_SCHEMA(), table, language) for id, node in nodes.items()}
    categories = sorted(
        {part for node in nodes.values() for part in _categories(node.GET_SCHEMA())}
    )
    menu = {part: table[part] for part in categories if part in table}
    return {
        f"{language}/nodeDefs.json": _text({id: about for id, about in shown.items() if about}),
        f"{language}/main.json": _text({"nodeCategories": menu}),
    }


def _node(schema: Any, table: Mapping[str, str], language: str) -> dict[str, Any]:
    """What is translated of a node, in the order and under the names that the page looks for."""
    about: dict[str, Any] = {}
    # A layer keeps torch's name in every language; some are names of categories, which do not.
    of_layer = schema.node_id.startswith(_LAYER)
    for name in ("description",) if of_layer else ("display_name", "description"):
        if (said := getattr(schema, name)) in table:
            about[name] = table[said]
    tooltips = {part.id: _tooltip(part, schema, table, language) for part in schema.inputs}
    inputs = {id.replace(".", "_"): {"tooltip": text} for id, text in tooltips.items() if text}
    outputs = {
        str(place): {"tooltip": table[part.options["tooltip"]]}
        for place, part in enumerate(schema.outputs)
        if part.options.get("tooltip") in table
    }
    return (
        about | ({"inputs": inputs} if inputs else {}) | ({"outputs": outputs} if outputs else {})
    )


def _tooltip(part: Any, schema: Any, table: Mapping[str, str], language: str) -> str:
    said = part.options.get("tooltip", "")
    if said in table:
        return table[said]
    description = _descriptions(schema).get(part.id, "")
    if description not in table:
        return ""
    return table[description] + (_LEFT_OUT[language] if said.endswith(_NOTHING) else "")


def _descriptions(schema: Any) -> dict[str, str]:
    """What the parameters of a layer are, without the values that they take."""
    kind = own_layer_types().get(schema.node_id.removeprefix(_LAYER))
    return {shown.name: shown.description for shown in page.parameters(kind)} if kind else {}


def _categories(schema: Any) -> list[str]:
    return [*filter(None, schema.category.split("/"))]


def _sentences(schema: Any) -> Iterator[str]:
    yield from (schema.display_name, schema.description, *_categories(schema))
    yield from (part.options.get("tooltip", "") for part in (*schema.inputs, *schema.outputs))
    yield from _descriptions(schema).values()


def _text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
