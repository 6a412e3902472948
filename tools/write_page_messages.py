"""Write the JSON Schema of what ComfyUI's page and Netwright's routes tell each other.

python tools/write_page_messages.py && (cd comfyui-nodes/page && npm run messages)
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "comfyui-nodes" / "page" / "messages.schema.json"
_PACKAGE = "netwright_nodes.routes.messages"


def schema() -> dict[str, Any]:
    """All messages as definitions of one schema, by name."""
    from pydantic.json_schema import models_json_schema

    from netwright_nodes.routes.messages.message import Message

    package = importlib.import_module(_PACKAGE)
    for module in pkgutil.iter_modules(package.__path__, f"{_PACKAGE}."):
        importlib.import_module(module.name)
    own = [kind for kind in Message.__subclasses__() if kind.__module__.startswith(_PACKAGE)]
    kinds = sorted(own, key=lambda kind: kind.__name__)
    _, found = models_json_schema([(kind, "serialization") for kind in kinds], title="Messages")
    definitions = {name: _without_titles(kind) for name, kind in found["$defs"].items()}
    return {"title": "Messages", "type": "object", "$defs": definitions}


def _without_titles(schema: Any) -> Any:
    """A title at a part would become a type of its own, such as `Name3`."""
    if isinstance(schema, list):
        return [_without_titles(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    named = schema.get("properties", {})
    rest = {k: _without_titles(v) for k, v in schema.items() if k not in ("title", "properties")}
    parts = {name: _without_titles(part) for name, part in named.items()}
    return {**rest, "properties": parts} if named else rest


def main() -> int:
    """Write the file; the exit code."""
    FILE.write_text(json.dumps(schema(), indent=2, sort_keys=True) + "\n", "utf-8")
    print(FILE.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
