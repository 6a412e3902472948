"""The types that parameters of many layers share, with their ranges."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

Channels = Annotated[int, Field(ge=1, le=65_536)]
"""A number of channels or features that a layer gives."""

_Positive = Annotated[int, Field(ge=1, le=4_096)]
_NotNegative = Annotated[int, Field(ge=0, le=4_096)]

Pair = _Positive | tuple[_Positive, _Positive]
"""One number for height and width, or [height, width]; at least 1."""

PaddingPair = _NotNegative | tuple[_NotNegative, _NotNegative]
"""As `Pair`, at least 0."""

PaddingMode = Literal["zeros", "reflect", "replicate", "circular"]

Probability = Annotated[float, Field(ge=0, le=1)]
