"""From options of a command to arguments of `prepare`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def prepare_arguments(
    *,
    target: Sequence[str] | None,
    task: str,
    ignore: Sequence[str] | None,
    split: str,
    val_fraction: float | None = None,
    size: int | None,
    length: int | None,
    unit: str,
    skip_bad: bool,
    seed: int = 0,
) -> dict[str, Any]:
    """The arguments that differ from what `prepare` does by itself.

    Raises:
        UsageError: The words for the split are none that there is.
    """
    from netwright.data.split_words import split_of

    asked = {
        "target": tuple(target or ()) or None,
        "task": task or None,
        "ignore": tuple(ignore or ()) or None,
        "split": split_of(split, val_fraction, seed) if split else None,
        "val_fraction": None if split else val_fraction,
        "seed": seed or None,
        "size": None if size is None else (size, size),
        "length": length,
        "unit": unit or None,
        "skip_bad": skip_bad or None,
    }
    return {name: value for name, value in asked.items() if value is not None}
