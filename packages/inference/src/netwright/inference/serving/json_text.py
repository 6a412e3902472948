"""JSON as its standard has it, both ways: no NaN, and nothing that cannot be encoded."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn


def to_json(content: Any) -> bytes:
    """The content in UTF-8; null stands for numbers that JSON cannot write."""
    try:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(content), ensure_ascii=False, allow_nan=False)
    # Half a surrogate pair may have come in a request, and be named in an error.
    return text.encode("utf-8", "replace")


def from_json(body: bytes | bytearray) -> Any:
    """The content of a body. Raises ValueError with the reason."""
    try:
        return json.loads(body, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("lists are nested too deeply") from None


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON; null stands for a gap")


def _finite(content: Any) -> Any:
    if isinstance(content, dict):
        return {key: _finite(value) for key, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [_finite(value) for value in content]
    if isinstance(content, float) and not math.isfinite(content):
        return None
    return content
