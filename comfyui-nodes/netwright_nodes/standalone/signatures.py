"""When two nodes, or a node now and before, are the same: what ComfyUI's cache goes by."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from .outcome import Prompt
from .sockets import is_wire, sockets_of


class Signatures:
    """The signature of each node of a prompt: its class, its inputs, and those of its ancestors.

    The node's own id is left out, so that equal nodes are one, unless a node is not idempotent.
    """

    def __init__(self, prompt: Prompt, nodes: dict[str, Any]) -> None:
        self._prompt, self._nodes = prompt, nodes
        self._known: dict[str, str] = {}

    def of(self, id: str) -> str:
        """The signature of a node."""
        if id not in self._known:
            parts = json.dumps(self._parts(id), default=repr)
            # A hash: of texts within texts, a chain of a hundred layers would fill the memory.
            self._known[id] = hashlib.sha256(parts.encode()).hexdigest()
        return self._known[id]

    def _parts(self, id: str) -> list[Any]:
        class_type, inputs = self._prompt[id]["class_type"], self._prompt[id]["inputs"]
        node = self._nodes[class_type]
        parts: list[Any] = [class_type, self._fingerprint(node, inputs)]
        if node.GET_SCHEMA().not_idempotent:
            parts.append(id)
        for name, value in sorted(inputs.items()):
            parts.append([name, [self.of(value[0]), value[1]] if is_wire(value) else value])
        return parts

    def _fingerprint(self, node: Any, inputs: dict[str, Any]) -> Any:
        """What the node says of what it reads besides its inputs; wired ones are not known yet."""
        if not hasattr(node, "fingerprint_inputs"):
            return False
        known = sockets_of(node.GET_SCHEMA(), inputs)
        values = {
            name: None if is_wire(value) else value
            for name, value in inputs.items()
            if name in known
        }
        return node.fingerprint_inputs(**values)
