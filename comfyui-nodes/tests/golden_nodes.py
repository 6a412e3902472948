"""What saved workflows hold on to of each node: ids, sockets, the order and defaults of widgets.

`python comfyui-nodes/tests/golden_nodes.py` writes the golden file after a node was added. A node
that stands in it may get further inputs at the end; nothing else of it may change.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("golden") / "nodes.json"


def described(node: Any) -> dict[str, Any]:
    """What a workflow holds on to of a node."""
    schema = node.GET_SCHEMA()
    return {
        "inputs": [_input(part) for part in schema.inputs],
        "outputs": [
            [part.options.get("display_name", part.id), part.io_type] for part in schema.outputs
        ],
        "shows": schema.is_output_node,
    }


def golden() -> dict[str, dict[str, Any]]:
    """The golden file's nodes, by id."""
    return json.loads(FILE.read_text("utf-8"))


def defaults() -> dict[str, dict[str, Any]]:
    """The widgets' defaults, by node and name."""
    return {
        id: {part["id"]: part["default"] for part in about["inputs"] if "default" in part}
        for id, about in golden().items()
    }


def _input(part: Any) -> dict[str, Any]:
    found = {"id": part.id, "type": part.io_type}
    if part.optional:
        found["optional"] = True
    if hasattr(part, "template"):
        found |= {"prefix": part.template.prefix, "type_of_each": part.template.input.io_type}
    if "default" in part.options:
        found["default"] = part.options["default"]
    return found


def _write() -> None:
    sys.path.append(str(Path(__file__).parents[2] / "tools"))
    from stand_in_nodes import stand_in_nodes

    content = {id: described(node) for id, node in stand_in_nodes().items()}
    lines = (f"  {json.dumps(id)}: {json.dumps(about)}" for id, about in sorted(content.items()))
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _write()
