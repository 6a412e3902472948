"""A pack of nodes that have the sockets and widgets of Netwright's, and do nothing.

A real ComfyUI loads it beside ours, to tell what nodes cost from what ComfyUI takes for any.
"""

from __future__ import annotations

import functools
from typing import Any

import nodes


class _DoesNothing:
    CATEGORY = "Does nothing"
    FUNCTION = "run"
    RETURN_TYPES = ("NETWRIGHT_TENSOR",)
    NOT_IDEMPOTENT = True
    LIKE = ""

    @classmethod
    @functools.cache  # As quick as those of a node that writes them down.
    def INPUT_TYPES(cls) -> dict[str, Any]:  # noqa: N802
        found: dict[str, Any] = nodes.NODE_CLASS_MAPPINGS[cls.LIKE].INPUT_TYPES()
        return found

    def run(self, **inputs: Any) -> tuple[str]:
        return ("nothing",)


class _End:
    CATEGORY = "Does nothing"
    FUNCTION = "run"
    RETURN_TYPES = ()
    OUTPUT_NODE = True

    @classmethod
    def INPUT_TYPES(cls) -> dict[str, Any]:  # noqa: N802
        return {"required": {"value": ("NETWRIGHT_TENSOR",)}}

    def run(self, value: str) -> tuple[()]:
        return ()


def _like(id: str) -> type:
    return type(f"DoNothing{id}", (_DoesNothing,), {"LIKE": id})


NODE_CLASS_MAPPINGS = {
    **{f"DoNothing{id}": _like(id) for id in ("NetwrightLayerConv2d", "NetwrightLayerReLU")},
    "DoNothingInput": _like("NetwrightImageInput"),
    "DoNothingEnd": _End,
}
