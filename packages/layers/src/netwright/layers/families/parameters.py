"""The types that parameters of many layers share, with their ranges."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from netwright.layers.families.numbers import Numbers

_MOST = 4_096

ZERO: Any = 0
"""The default of a size whose type is a type variable: no checker knows that each holds numbers."""

ONE: Any = 1
"""As `ZERO`."""


Channels = Annotated[int, Field(ge=1, le=65_536), Numbers(1, 65_536).validator()]
"""A number of channels or features that a layer gives."""

Positive = Annotated[int, Field(ge=1, le=_MOST)]
NotNegative = Annotated[int, Field(ge=0, le=_MOST)]

Single = Annotated[Positive, Numbers(1, _MOST, unwraps=True).validator()]
"""One number for the only axis, at least 1."""

PaddingSingle = Annotated[NotNegative, Numbers(0, _MOST, unwraps=True).validator()]
"""As `Single`, at least 0."""

Pair = Annotated[Positive | tuple[Positive, Positive], Numbers(1, _MOST, (2,)).validator()]
"""One number for height and width, or [height, width]; at least 1."""

Triple = Annotated[
    Positive | tuple[Positive, Positive, Positive], Numbers(1, _MOST, (3,)).validator()
]
"""One number for depth, height and width, or [depth, height, width]; at least 1."""

PaddingPair = Annotated[
    NotNegative | tuple[NotNegative, NotNegative], Numbers(0, _MOST, (2,)).validator()
]
"""As `Pair`, at least 0."""

PaddingTriple = Annotated[
    NotNegative | tuple[NotNegative, NotNegative, NotNegative], Numbers(0, _MOST, (3,)).validator()
]
"""As `Triple`, at least 0."""

ConvPaddingSingle = Annotated[
    NotNegative | Literal["same", "valid"],
    Numbers(0, _MOST, words=("same", "valid"), unwraps=True).validator(),
]
"""As `PaddingSingle`, or a word."""

ConvPaddingPair = Annotated[
    NotNegative | tuple[NotNegative, NotNegative] | Literal["same", "valid"],
    Numbers(0, _MOST, (2,), words=("same", "valid")).validator(),
]
"""As `PaddingPair`, or a word."""

ConvPaddingTriple = Annotated[
    NotNegative | tuple[NotNegative, NotNegative, NotNegative] | Literal["same", "valid"],
    Numbers(0, _MOST, (3,), words=("same", "valid")).validator(),
]
"""As `PaddingTriple`, or a word."""

SomePair = Annotated[
    Positive | tuple[Positive | None, Positive | None],
    Numbers(1, _MOST, (2,), gaps=True).validator(),
]
"""As `Pair`; None in the list keeps the size of the input along that axis."""

SomeTriple = Annotated[
    Positive | tuple[Positive | None, Positive | None, Positive | None],
    Numbers(1, _MOST, (3,), gaps=True).validator(),
]
"""As `Triple`; None in the list keeps the size of the input along that axis."""

Ends = Annotated[NotNegative | tuple[NotNegative, NotNegative], Numbers(0, _MOST, (2,)).validator()]
"""One number for both ends of an axis, or [left, right]."""

PairEnds = Annotated[
    NotNegative | tuple[NotNegative, NotNegative, NotNegative, NotNegative],
    Numbers(0, _MOST, (4,)).validator(),
]
"""One number for all ends, or [left, right, top, bottom]."""

TripleEnds = Annotated[
    NotNegative
    | tuple[NotNegative, NotNegative, NotNegative, NotNegative, NotNegative, NotNegative],
    Numbers(0, _MOST, (6,)).validator(),
]
"""One number for all ends, or [left, right, top, bottom, front, back]."""

PaddingMode = Literal["zeros", "reflect", "replicate", "circular"]

Probability = Annotated[float, Field(ge=0, le=1)]

Number = Annotated[float, Field(ge=-3.4e38, le=3.4e38), Numbers(-3.4e38, 3.4e38).validator()]
"""Any number that a float32 holds."""

_Axis = Annotated[int, Field(ge=-8, le=7)]

Axis = Annotated[_Axis, Numbers(-8, 7).validator()]
"""An axis, not counting the batch; negative counts from the end."""

_LARGEST = 2**31 - 1

Index = Annotated[int, Field(ge=-_LARGEST, le=_LARGEST), Numbers(-_LARGEST, _LARGEST).validator()]
"""A place along an axis; negative counts from the end."""

Count = Annotated[int, Field(ge=1, le=_LARGEST), Numbers(1, _LARGEST).validator()]
"""A number of things."""

NewShape = Annotated[
    tuple[Annotated[int, Field(ge=-1, le=_LARGEST)], ...],
    Field(min_length=1, max_length=8),
    Numbers(-1, _LARGEST, range(1, 9), single=False).validator(),
]
"""Sizes of axes; -1 is one to be worked out."""

Axes = Annotated[
    _Axis | Annotated[tuple[_Axis, ...], Field(min_length=1, max_length=8)],
    Numbers(-8, 7, range(1, 9)).validator(),
]
"""One axis, or several."""

AxisOrder = Annotated[
    tuple[_Axis, ...],
    Field(min_length=1, max_length=8),
    Numbers(-8, 7, range(1, 9), single=False).validator(),
]
"""An axis for each axis."""

SomeSizes = Annotated[
    Positive | Annotated[tuple[Positive, ...], Field(min_length=1, max_length=3)],
    Numbers(1, _MOST, (1, 2, 3)).validator(),
]
"""One size for all spatial axes, however many, or one for each."""

_Scale = Annotated[float, Field(ge=0.001, le=64)]

SomeScales = Annotated[
    _Scale | Annotated[tuple[_Scale, ...], Field(min_length=1, max_length=3)],
    Numbers(0.001, 64.0, (1, 2, 3)).validator(),
]
"""One factor for all spatial axes, however many, or one for each."""

Factor = Annotated[int, Field(ge=1, le=64), Numbers(1, 64).validator()]
"""How many times larger or smaller."""
