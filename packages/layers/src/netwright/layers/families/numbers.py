"""Parameters that are one number or a list of several, refused with the nearest that is allowed.

pydantic alone would report each member of such a union, under names that nobody wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BeforeValidator, ValidationInfo

from netwright.interfaces.documents.problems import Invalid, describe
from netwright.interfaces.errors import nearest
from netwright.layers.families.fixes import setting


@dataclass(frozen=True)
class Numbers:
    """What is allowed.

    Attributes:
        least: The smallest number; numbers are whole if this one is.
        most: The largest.
        lengths: How many numbers a list may have; empty where a list is not allowed.
        single: Whether one number may stand alone.
        words: Texts that are allowed in place of numbers.
        gaps: Whether a list may have None in place of a number.
        unwraps: Whether a list of one stands for its number, as torch takes [3] for a size along
            the only axis.
    """

    least: float
    most: float
    lengths: Sequence[int] = ()
    single: bool = True
    words: tuple[str, ...] = ()
    gaps: bool = False
    unwraps: bool = False

    def validator(self) -> BeforeValidator:
        """For an `Annotated` type."""
        return BeforeValidator(self._check)

    def _check(self, value: Any, info: ValidationInfo) -> Any:
        if self.unwraps and isinstance(value, (list, tuple)) and len(value) == 1:
            value = value[0]
        wrong = self._wrong(value)
        if wrong is None:
            return value
        name = str(info.field_name)
        raise Invalid(
            f"{name} takes {self._wanted()}, but {wrong} came",
            fix=setting(**{name: self._mended(value)}),
        )

    def _wrong(self, value: Any) -> str | None:
        if isinstance(value, str) and value in self.words:
            return None
        several = isinstance(value, (list, tuple))
        if several and len(value) not in self.lengths:
            return f"a list of {len(value)}"
        bad = [n for n in (value if several else [value]) if not self._fits(n, several)]
        return describe(bad[0]) if bad or not (several or self.single) else None

    def _fits(self, number: Any, several: bool) -> bool:
        if number is None:
            return self.gaps and several
        kinds = int if isinstance(self.least, int) else (int, float)
        right = isinstance(number, kinds) and not isinstance(number, bool)
        return right and (several or self.single) and self.least <= number <= self.most

    def _wanted(self) -> str:
        whole = "whole number" if isinstance(self.least, int) else "number"
        limits = f"from {self.least} to {self.most}"
        lengths = " to ".join(map(str, dict.fromkeys([*self.lengths[:1], *self.lengths[-1:]])))
        options = [f"a {whole} {limits}"] if self.single else []
        if self.lengths:
            each = "" if self.single else f" {whole}s {limits}"
            options.append(f"a list of {lengths}{each}")
        return ", or ".join([*options, *map(repr, self.words)])

    def _mended(self, value: Any) -> Any:
        if isinstance(value, str):
            return nearest(value, self.words) or self._nearest(value)
        if isinstance(value, (list, tuple)) and value and self.lengths:
            length = max(min(len(value), self.lengths[-1]), self.lengths[0])
            return [self._nearest(n) for n in (*value, *value[-1:] * length)[:length]]
        number = self._nearest(value)
        return number if self.single else [number] * self.lengths[0]

    def _nearest(self, value: Any) -> float:
        """The allowed number next to `value`, whole or not; the smallest where it is no number."""
        if not isinstance(value, (int, float)) or not -1e9 < value < 1e9:
            return max(self.least, 1) if isinstance(self.least, int) else 1.0
        kind = int if isinstance(self.least, int) else float
        return kind(min(max(value, self.least), self.most))
