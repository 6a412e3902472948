"""What the bodies of requests look like, in OpenAPI."""

from __future__ import annotations

from typing import Any

from netwright.inference.serving.continuing import Prompt


def sample_body() -> dict[str, Any]:
    """Samples of any kind."""
    file = {"type": "string", "format": "binary"}
    files = {"type": "object", "properties": {"image": {"type": "array", "items": file}}}
    inputs = {
        "type": "object",
        "required": ["inputs"],
        "properties": {"inputs": {"type": "array", "items": {}, "minItems": 1}},
    }
    return _body(
        {
            "application/json": {"schema": inputs},
            "multipart/form-data": {"schema": files},
            "image/*": {"schema": file},
            "text/plain": {"schema": {"type": "string"}},
        }
    )


def prompt_body() -> dict[str, Any]:
    """A text to go on with."""
    return _body({"application/json": {"schema": Prompt.model_json_schema()}})


def _body(content: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": content}}
