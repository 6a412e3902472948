"""The nodes that are loaded."""

from __future__ import annotations

from typing import Any

NODE_CLASS_MAPPINGS: dict[str, Any] = {}
