"""Models that are open, so that a batch after another does not open its file again."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netwright.inference import Predictor


def opened(model: str) -> Predictor:
    """The predictor of a model's file; it keeps every class's share of each pixel.

    Raises:
        ModelError: The file cannot be used.
    """
    path = Path(model)
    changed = path.stat().st_mtime_ns if path.is_file() else 0
    return _opened(model, changed)


@functools.lru_cache(maxsize=4)
def _opened(model: str, changed: int) -> Predictor:
    from netwright.inference import Predictor  # Brings onnxruntime with it.

    return Predictor(model, keep_probabilities=True)
