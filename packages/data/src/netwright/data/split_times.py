"""Validating on the latest samples, as a model of the future is used."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netwright.interfaces.errors import DataError


def latest(
    times: NDArray[Any], val_fraction: float, name: str, numbers: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """bool [N], True for the latest share of the samples; those of one moment stay together.

    Where a moment that many samples share lies on the border, it goes to the side that brings the
    share nearest to what is wanted.

    Args:
        times: [N], numbers, dates, or texts that are all numbers or all dates as in ISO 8601.
        val_fraction: The share for validation, 0 to 1.
        name: What the column is called, for the error.
        numbers: int64 [N], the samples' numbers from 0, likewise.

    Raises:
        DataError: A time is neither number nor date.
    """
    moments = _moments(times, name, numbers)
    wanted = len(moments) * val_fraction
    border = np.sort(moments)[min(int(len(moments) - wanted + 0.5), len(moments) - 1)]
    with_it, without = moments >= border, moments > border
    counts = with_it.sum(), without.sum()
    nearer = abs(counts[1] - wanted) < abs(counts[0] - wanted)
    alone = counts[0] == len(moments)
    return without if alone or (nearer and counts[1]) else with_it


def _moments(times: NDArray[Any], name: str, numbers: NDArray[np.int64]) -> NDArray[Any]:
    """Numbers that order the times."""
    if times.dtype.kind == "M":
        gaps = np.isnat(times)
        moments = times.astype("datetime64[us]").astype(np.int64)
    elif times.dtype.kind in "iufb":
        moments = times.astype(np.float64)
        gaps = np.isnan(moments)
    else:
        read = [_moment(t, n, name) for t, n in zip(times.tolist(), numbers.tolist(), strict=True)]
        moments = np.array(read, np.float64)
        gaps = np.isnan(moments)
    if gaps.any():
        raise _no_time(name, int(numbers[gaps.argmax()]), "nothing")
    return moments


def _moment(time: Any, number: int, name: str) -> float:
    if time is None:
        return float("nan")
    text = str(time).strip()
    try:
        return float(text)
    except ValueError:
        pass
    try:
        # Python 3.10 knows no Z for UTC.
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        # Without a zone it would be this machine's, and the split another elsewhere.
        return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp()
    except ValueError:
        raise _no_time(name, number, repr(time)) from None


def _no_time(name: str, number: int, came: str) -> DataError:
    return DataError(
        f"the split goes by time, and expected a number or a date such as 2024-05-31, but "
        f"{came} came.",
        column=name,
        row=number + 1,
        fix="correct it, or split by another column.",
    )
