"""A column of a table as one numpy array of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["whole", "number", "word", "date", "other"]


@dataclass(frozen=True, eq=False)
class Column:
    """One column.

    Attributes:
        name: What the head line calls it.
        kind: `whole` for numbers that are all written without a point, `number` for others, `word`
            for text and truth values, `date` for days and moments, `other` for lists and bytes.
        values: float64 [N] of numbers, NaN in a gap; datetime64 [N] of dates, NaT in a gap; object
            [N] of str of all else, None in a gap and in all of `other`.
    """

    name: str
    kind: Kind
    values: NDArray[Any]

    @property
    def is_number(self) -> bool:
        """Whether `values` are float64."""
        return self.kind in ("whole", "number")

    def gaps(self) -> NDArray[np.bool_]:
        """bool [N], True where nothing stands."""
        if self.kind in ("word", "other"):
            return np.array([value is None for value in self.values.tolist()], bool)
        return np.isnat(self.values) if self.kind == "date" else np.isnan(self.values)


def is_number(text: str) -> bool:
    """Whether a table's cell of that text is a number."""
    try:
        float(text)
    except ValueError:
        return False
    return "_" not in text  # Which Python takes, and no table.
