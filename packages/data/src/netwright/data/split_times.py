"""Validating on the latest samples, as a model of the future is used."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netwright.interfaces.errors import DataError


def latest(times: NDArray[Any], val_fraction: float, name: str) -> NDArray[np.bool_]:
    """bool [N], True for the latest share of the samples; those of one moment stay together.

    Args:
        times: [N], numbers, or texts that are all numbers or all dates as in ISO 8601.
        val_fraction: The share for validation, 0 to 1.
        name: What the column is called, for the error.

    Raises:
        DataError: A time is neither number nor date.
    """
    seconds = _seconds(times, name)
    order = np.argsort(seconds, kind="stable")
    first = seconds[order[min(int(len(order) * (1 - val_fraction) + 0.5), len(order) - 1)]]
    if first > seconds.min():
        return np.asarray(seconds >= first)
    return np.asarray(seconds > first)


def _seconds(times: NDArray[Any], name: str) -> NDArray[np.float64]:
    if times.dtype.kind in "iufb":
        seconds = times.astype(np.float64)
    else:
        seconds = np.array([_moment(time, row, name) for row, time in enumerate(times)], float)
    gaps = np.flatnonzero(np.isnan(seconds))
    if len(gaps):
        raise _no_time(name, int(gaps[0]), "nothing")
    return seconds


def _moment(time: Any, row: int, name: str) -> float:
    text = str(time).strip()
    try:
        return float(text)
    except ValueError:
        pass
    try:
        # Python 3.10 knows no Z for UTC.
        return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
    except ValueError:
        raise _no_time(name, row, repr(time)) from None


def _no_time(name: str, row: int, came: str) -> DataError:
    return DataError(
        f"the split goes by time, and expected a number or a date such as 2024-05-31, but "
        f"{came} came.",
        column=name,
        sample=row + 1,
        fix="correct it, or split by another column.",
    )
