"""What adaptive pooling layers share: an output of a fixed size, and when ONNX can express it."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import Field

from netwright.layers.families.parameters import ONE
from netwright.layers.families.spatial import Spatial
from netwright.layers.layer import Shape, TensorType

Size = TypeVar("Size", bound=int | tuple[int | None, ...])


class AdaptivePool(Spatial, Generic[Size]):
    """The base of adaptive average and max pooling."""

    category = "Pooling"

    output_size: Size = Field(
        ONE, description="Size of what comes out: one number, or one an axis; none keeps the size."
    )

    def _sizes(self, given: TensorType) -> tuple[tuple[int, int], ...]:
        """For each spatial axis the size that comes in and the one that goes out."""
        spatial: Shape = given.shape[1:]
        size = self.output_size
        wanted = (size,) * len(spatial) if isinstance(size, int) else size
        return tuple((come, go or come) for come, go in zip(spatial, wanted, strict=True))


class AdaptiveAvgPool(AdaptivePool[Size]):
    """The base of AdaptiveAvgPool1d, AdaptiveAvgPool2d and AdaptiveAvgPool3d."""

    formula = "out = mean over windows that divide input into output_size parts"
    paper = "Lin, Chen and Yan, 2014"


class AdaptiveMaxPool(AdaptivePool[Size]):
    """The base of AdaptiveMaxPool1d, AdaptiveMaxPool2d and AdaptiveMaxPool3d."""

    formula = "out = max over windows that divide input into output_size parts"
    onnx = "MaxPool, ReduceMax"
    paper = "He, Zhang, Ren and Sun, 2014"

    def onnx_problem(self, *inputs: TensorType) -> str:
        if all(come % go == 0 for come, go in self._sizes(inputs[0])):
            return ""
        return f"ONNX has max pooling only where output_size divides the input, here {inputs[0]}."
