"""Times and metrics of runs as a person reads them."""

from __future__ import annotations

from datetime import datetime, timezone

from netwright.interfaces.metrics.words import in_words, written
from netwright.training.past import Past


def moment(seconds: float) -> str:
    """Seconds since the epoch as local date and time."""
    return datetime.fromtimestamp(seconds, timezone.utc).astimezone().strftime("%Y-%m-%d %H:%M")


def duration(seconds: float) -> str:
    """Such as ``4.2 s``, ``3:05`` or ``2:10:00``."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def best_in_words(past: Past) -> str:
    """The deciding metric of the best epoch, such as ``accuracy 98.33% (epoch 12)``."""
    if past.best is None:
        return "–"
    (name, _), *_ = past.deciding
    value = past.best.metrics[f"val_{name}"]
    return f"{in_words(name)} {written(name, value)} (epoch {past.best.number})"
