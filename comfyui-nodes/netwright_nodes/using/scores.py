"""How much a model says of one of its labels, as one number for each image."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.documents import Classification, Model, MultiLabel, Regression
from netwright.interfaces.errors import UsageError, did_you_mean


def score_names(model: Model) -> tuple[str, ...]:
    """What there are scores of: labels, or the names of numbers.

    Raises:
        UsageError: The model gives masks, pictures or texts.
    """
    if isinstance(model.target, Regression):
        return model.target.columns
    if model.task in ("classification", "multi_label"):
        return model.labels
    raise UsageError(
        f"this model does {model.task.replace('_', ' ')}, which gives no scores.",
        fix="wire a model that tells classes, labels or numbers.",
    )


def named_score(model: Model, label: str) -> str:
    """The label that is meant; of no name, the first one.

    Raises:
        UsageError: The model has no such label.
    """
    names = score_names(model)
    wanted = label.strip() or names[0]
    if wanted not in names:
        raise UsageError(f"the model has no {wanted!r}.", fix=did_you_mean(wanted, names))
    return wanted


def score(answer: Any, model: Model, label: str) -> float:
    """The probability of the label in an answer, or the number of that name."""
    if isinstance(model.target, Regression):
        return float(answer.values[label])
    place = model.labels.index(label)
    return float(answer.probabilities[place])


def said(answer: Any, model: Model, top: int = 1) -> str:
    """An answer in a few words.

    Args:
        answer: What a `Predictor` gave.
        model: Its document.
        top: How many of the most probable labels are named.
    """
    if isinstance(model.target, Classification):
        return ", ".join(f"{label} {share:.1%}" for label, share in answer.top(top))
    if isinstance(model.target, Regression):
        return ", ".join(f"{name} {value:.4g}" for name, value in answer.values.items())
    if isinstance(model.target, MultiLabel):
        return ", ".join(answer.labels) or "(none)"
    return ", ".join(f"{name} {value}" for name, value in told_of(answer).items())


def told_of(answer: Any, top: int = 5) -> dict[str, Any]:
    """An answer as JSON takes it, without a path, as samples on the canvas have none.

    Args:
        answer: What a `Predictor` gave.
        top: How many of the most probable labels it names.
    """
    content = answer.to_dict(top=top) if hasattr(answer, "top") else answer.to_dict()
    return {name: value for name, value in content.items() if name != "path"}
