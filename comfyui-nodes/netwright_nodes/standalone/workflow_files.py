"""Workflows as files: of the canvas, or of ComfyUI's API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from netwright.interfaces.errors import UsageError

from .canvas import prompt_of_canvas
from .outcome import Prompt


def read_workflow(path: Path, nodes: dict[str, Any]) -> Prompt:
    """The prompt that a workflow's file says.

    Args:
        path: What ComfyUI's page saves or exports.
        nodes: The nodes that are known, by id.

    Raises:
        UsageError: The file is not there, is no workflow, or is damaged.
    """
    content = _content(path)
    if isinstance(content, dict) and isinstance(content.get("nodes"), list):
        return _of_canvas(path, content, nodes)
    prompt = content.get("prompt", content) if isinstance(content, dict) else None
    if not isinstance(prompt, dict) or not prompt or not all(map(_is_node, prompt.values())):
        raise UsageError(
            "this is no workflow of ComfyUI.",
            file=path,
            fix="save it in ComfyUI by Workflow > Save, or Workflow > Export (API).",
        )
    return {str(id): dict(node) for id, node in prompt.items()}


def _of_canvas(path: Path, content: dict[str, Any], nodes: dict[str, Any]) -> Prompt:
    try:
        return prompt_of_canvas(content, nodes)
    except UsageError as error:
        raise error.within(file=path) from None
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"the canvas in this file is not as ComfyUI saves it ({error!r}).",
            file=path,
            fix="open it in ComfyUI, and save it again.",
        ) from None


def _content(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(
            f"the workflow cannot be read: {error.strerror}.", file=path, fix="check the path."
        ) from None
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(
            f"this is not JSON: {error}.", file=path, fix="save the workflow in ComfyUI again."
        ) from None


def _is_node(node: Any) -> bool:
    return isinstance(node, dict) and "class_type" in node and isinstance(node.get("inputs"), dict)
