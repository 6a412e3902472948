"""The types that parameters of many layers share, with their ranges."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo

from netwright.interfaces.documents.problems import Invalid, describe
from netwright.interfaces.errors import nearest
from netwright.layers.families.fixes import setting

_MOST = 4_096

ZERO: Any = 0
"""The default of a size whose type is a type variable: no checker knows that each holds numbers."""

ONE: Any = 1
"""As `ZERO`."""


def _sizes(axes: int, least: int, *others: object) -> BeforeValidator:
    """Refuses what is neither one number nor one for each axis, and says what to write instead.

    pydantic alone would report each member of the union, under names that nobody wrote.

    Args:
        axes: How many numbers a list has.
        least: The smallest number allowed.
        others: What else is allowed: words in place of the whole, None in place of a number.
    """

    def check(value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, str) and value in others:
            return value
        several = isinstance(value, (list, tuple))
        numbers = list(value) if several else [value]
        if axes == len(numbers) == 1:  # torch takes [3] for 3, too.
            value, several = numbers[0], False
        if several and len(numbers) != axes:
            wrong = f"a list of {len(numbers)} came"
        elif bad := [n for n in numbers if not _is_size(n, least, others if several else ())]:
            wrong = f"{describe(bad[0])} came"
        else:
            return value
        raise Invalid(
            f"{info.field_name} takes {_wanted(axes, least, others)}, but {wrong}",
            fix=setting(**{str(info.field_name): _mended(value, axes, least, others)}),
        )

    return BeforeValidator(check)


def _mended(value: Any, axes: int, least: int, others: tuple[object, ...]) -> Any:
    """The allowed value that is nearest to `value`."""
    if isinstance(value, str):
        return nearest(value, [word for word in others if isinstance(word, str)]) or least
    if not isinstance(value, (list, tuple)) or not value:
        return _nearest(value, least)
    return [_nearest(number, least) for number in (*value, *value[-1:] * axes)[:axes]]


def _wanted(axes: int, least: int, others: tuple[object, ...]) -> str:
    words = "".join(f", or {word!r}" for word in others if isinstance(word, str))
    several = f", or a list of {axes}" if axes > 1 else ""
    return f"a whole number from {least} to {_MOST}{several}{words}"


def _is_size(number: Any, least: int, others: tuple[object, ...]) -> bool:
    if number is None:
        return None in others
    return isinstance(number, int) and not isinstance(number, bool) and least <= number <= _MOST


def _nearest(number: Any, least: int) -> int:
    usable = isinstance(number, (int, float)) and abs(number) <= _MOST
    return max(least, int(number)) if usable else least


Channels = Annotated[int, Field(ge=1, le=65_536)]
"""A number of channels or features that a layer gives."""

Positive = Annotated[int, Field(ge=1, le=_MOST)]
NotNegative = Annotated[int, Field(ge=0, le=_MOST)]

Single = Annotated[Positive, _sizes(1, 1)]
"""One number for the only axis, at least 1."""

PaddingSingle = Annotated[NotNegative, _sizes(1, 0)]
"""As `Single`, at least 0."""

Pair = Annotated[Positive | tuple[Positive, Positive], _sizes(2, 1)]
"""One number for height and width, or [height, width]; at least 1."""

Triple = Annotated[Positive | tuple[Positive, Positive, Positive], _sizes(3, 1)]
"""One number for depth, height and width, or [depth, height, width]; at least 1."""

PaddingPair = Annotated[NotNegative | tuple[NotNegative, NotNegative], _sizes(2, 0)]
"""As `Pair`, at least 0."""

PaddingTriple = Annotated[NotNegative | tuple[NotNegative, NotNegative, NotNegative], _sizes(3, 0)]
"""As `Triple`, at least 0."""

ConvPaddingSingle = Annotated[NotNegative | Literal["same", "valid"], _sizes(1, 0, "same", "valid")]
"""As `PaddingSingle`, or a word."""

ConvPaddingPair = Annotated[
    NotNegative | tuple[NotNegative, NotNegative] | Literal["same", "valid"],
    _sizes(2, 0, "same", "valid"),
]
"""As `PaddingPair`, or a word."""

ConvPaddingTriple = Annotated[
    NotNegative | tuple[NotNegative, NotNegative, NotNegative] | Literal["same", "valid"],
    _sizes(3, 0, "same", "valid"),
]
"""As `PaddingTriple`, or a word."""

SomePair = Annotated[Positive | tuple[Positive | None, Positive | None], _sizes(2, 1, None)]
"""As `Pair`; None in the list keeps the size of the input along that axis."""

SomeTriple = Annotated[
    Positive | tuple[Positive | None, Positive | None, Positive | None], _sizes(3, 1, None)
]
"""As `Triple`; None in the list keeps the size of the input along that axis."""

Ends = Annotated[NotNegative | tuple[NotNegative, NotNegative], _sizes(2, 0)]
"""One number for both ends of an axis, or [left, right]."""

PairEnds = Annotated[
    NotNegative | tuple[NotNegative, NotNegative, NotNegative, NotNegative], _sizes(4, 0)
]
"""One number for all ends, or [left, right, top, bottom]."""

TripleEnds = Annotated[
    NotNegative
    | tuple[NotNegative, NotNegative, NotNegative, NotNegative, NotNegative, NotNegative],
    _sizes(6, 0),
]
"""One number for all ends, or [left, right, top, bottom, front, back]."""

PaddingMode = Literal["zeros", "reflect", "replicate", "circular"]

Probability = Annotated[float, Field(ge=0, le=1)]

Axis = Annotated[int, Field(ge=-8, le=7)]
"""An axis, not counting the batch; negative counts from the end."""

Index = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
"""A place along an axis; negative counts from the end."""

Step = Annotated[int, Field(ge=1, le=2**31 - 1)]

NewShape = Annotated[
    tuple[Annotated[int, Field(ge=-1, le=2**31 - 1)], ...], Field(min_length=1, max_length=8)
]
"""Sizes of axes; -1 is one to be worked out."""

Factor = Annotated[int, Field(ge=1, le=64)]
"""How many times larger or smaller."""
