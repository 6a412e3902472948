"""Prompts of ComfyUI's API, written down briefly.

canvas = Canvas()
image = canvas.add("NetwrightImageInput", channels=1, height=8, width=8)
conv = canvas.layer("Conv2d", image, out_channels=4)
outcome = host.run(canvas.prompt)
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Place(NamedTuple):
    """An output of a node on the canvas."""

    node: str
    output: int = 0


class Canvas:
    """Nodes with wires; a node gets the next number as its id, and its widgets their defaults.

    Args:
        nodes: The defaults of widgets, by node id and name: the golden file's.
    """

    def __init__(self, defaults: dict[str, dict[str, Any]]) -> None:
        self.prompt: dict[str, dict[str, Any]] = {}
        self.defaults = defaults

    def add(self, class_type: str, id: str | None = None, **inputs: Any) -> Place:
        """A node; a `Place` among its inputs is a wire."""
        id = id or str(len(self.prompt) + 1)
        values = {**self.defaults[class_type], **inputs}
        self.prompt[id] = {
            "class_type": class_type,
            "inputs": {
                name: [value.node, value.output] if isinstance(value, Place) else value
                for name, value in values.items()
            },
        }
        return Place(id)

    def layer(self, op: str, *wires: Place, id: str | None = None, **params: Any) -> Place:
        """A layer, with what flows into it in the order of its sockets."""
        into = dict(zip(self._sockets(op), wires, strict=False))
        return self.add(f"NetwrightLayer{op}", id, **into, **params)

    def _sockets(self, op: str) -> list[str]:
        from netwright.layers import layer_type

        kind = layer_type(op)
        if kind.variadic:
            return [f"inputs.input_{number}" for number in range(32)]
        return list(kind.input_names)
