"""From the widgets of a node to a recipe."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, get_args

from netwright.interfaces.documents import AnyLoss, AnyOptimizer, AnySchedule, Recipe
from netwright.interfaces.errors import DocumentError

from .augmentations import AUGMENTATIONS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SUITED = "what suits the task"


def _names(parts: Any) -> tuple[str, ...]:
    return tuple(str(part.model_fields["name"].default) for part in get_args(parts))


OPTIMIZERS, SCHEDULES, LOSSES = _names(AnyOptimizer), _names(AnySchedule), _names(AnyLoss)
PRECISIONS: tuple[str, ...] = get_args(Recipe.model_fields["precision"].annotation)

_TRAINS = ("epochs", "seed")


def recipe_of(
    *,
    optimizer: str = "AdamW",
    learning_rate: float = 0.0,
    schedule: str = "one_cycle",
    loss: str = SUITED,
    batch_size: str = "64",
    augmentation: str = "none",
    sampling: str = "uniform",
    patience: int = 0,
    minutes: float = 0.0,
    precision: str = "fp32",
    more: str = "",
) -> Recipe:
    """The recipe that widgets say, with the TOML text `more` laid over it.

    Raises:
        DocumentError: `more` is no TOML, or a value is none that a recipe takes.
    """
    rate = {"learning_rate": learning_rate} if learning_rate else {}
    content: dict[str, Any] = {
        "optimizer": {"name": optimizer, **rate},
        "schedule": {"name": schedule},
        "batch_size": int(batch_size) if batch_size.strip().isdecimal() else batch_size.strip(),
        "augmentation": [step.model_dump() for step in AUGMENTATIONS[augmentation]],
        "sampling": sampling,
        "precision": precision,
    }
    if loss != SUITED:
        content["loss"] = {"name": loss}
    if patience:
        content["early_stopping"] = {"patience": patience}
    if minutes:
        content["time_limit"] = minutes
    return Recipe.from_dict(_over(content, _parsed(more)), source="the node Recipe")


def _parsed(more: str) -> dict[str, Any]:
    try:
        found = tomllib.loads(more)
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(
            f"more: this is not TOML: {error}.",
            key="more",
            fix="write a line such as clip_norm = 1.0.",
        ) from None
    for key in _TRAINS:
        if key in found:
            raise DocumentError(
                f"more: {key} is set on the node Train.",
                key=key,
                fix=f"leave it out, and set it to {found[key]} there.",
            )
    return found


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Both, what is above going first; a part of another name replaces the part as a whole."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if isinstance(value, Mapping) and isinstance(under, Mapping) and "name" not in value:
            value = _over(under, value)
        merged[key] = value
    return merged
