"""What adaptive pooling layers share: an output of a fixed size."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import Field

from netwright.layers.families.parameters import ONE
from netwright.layers.families.spatial import Spatial

Size = TypeVar("Size", bound=int | tuple[int | None, ...])


class AdaptivePool(Spatial, Generic[Size]):
    """The base of adaptive average and max pooling."""

    category = "Pooling"

    output_size: Size = Field(
        ONE, description="Size of what comes out: one number, or one an axis; none keeps the size."
    )


class AdaptiveAvgPool(AdaptivePool[Size]):
    """The base of AdaptiveAvgPool1d, AdaptiveAvgPool2d and AdaptiveAvgPool3d."""

    formula = "out = mean over windows that divide input into output_size parts"
    paper = "Lin, Chen and Yan, 2014"


class AdaptiveMaxPool(AdaptivePool[Size]):
    """The base of AdaptiveMaxPool1d, AdaptiveMaxPool2d and AdaptiveMaxPool3d."""

    formula = "out = max over windows that divide input into output_size parts"
    onnx = "MaxPool; Gather, ReduceMax"
    paper = "He, Zhang, Ren and Sun, 2014"
