"""What the padding layers share: how many values are added at each end, and the limits of that."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import Field

from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import Number
from netwright.layers.families.spatial import Sizes, Spatial, cross, each, letters, one_or_each
from netwright.layers.layer import Misfit, Shape, TensorType

Ends = TypeVar("Ends", bound=Sizes)


class Border(Spatial, Generic[Ends]):
    """The base of all: `Ends` has two numbers for each spatial axis, the last axis first."""

    category = "Padding"
    onnx = "Pad"

    padding: Ends = Field(
        description="Values added at each end: one number, or as many as there are ends of "
        "[left, right, top, bottom, front, back]."
    )

    def _check_at_most(self, given: TensorType, less: int, what: str) -> None:
        """Raise Misfit where more is added at an end than the size along the axis minus `less`."""
        spatial: Shape = given.shape[1:]
        added = each(self.padding, 2 * len(spatial))
        sizes = [size for size in reversed(spatial) for _ in range(2)]
        if all(end <= size - less for end, size in zip(added, sizes, strict=True)):
            return
        ends = (max(added[2 * axis : 2 * axis + 2]) for axis in range(len(spatial)))
        least = tuple(max(1, end + less) for end in ends)
        fits = tuple(min(end, size - less) for end, size in zip(added, sizes, strict=True))
        raise Misfit(
            f"{letters(len(spatial))} of at least {cross(least[::-1])} to {what}",
            cross(spatial),
            fix=setting("use ReplicationPad, which has no limit", padding=one_or_each(fits)),
        )


class ZeroPad(Border[Ends]):
    """The base of ZeroPad1d, ZeroPad2d and ZeroPad3d."""

    dtypes = ("float32", "int64")
    formula = "out = input with zeros around it"


class ConstantPad(Border[Ends]):
    """The base of ConstantPad1d, ConstantPad2d and ConstantPad3d."""

    formula = "out = input with value around it"

    value: Number = Field(description="The value that is added.")


class ReflectionPad(Border[Ends]):
    """The base of ReflectionPad1d, ReflectionPad2d and ReflectionPad3d."""

    formula = "out = … c b | a b c d | c b …: the input mirrored at its ends"

    def check(self, *inputs: TensorType) -> None:
        self._check_at_most(inputs[0], 1, "be mirrored")


class ReplicationPad(Border[Ends]):
    """The base of ReplicationPad1d, ReplicationPad2d and ReplicationPad3d."""

    formula = "out = … a a | a b c d | d d …: the input with its end values repeated"


class CircularPad(Border[Ends]):
    """The base of CircularPad1d, CircularPad2d and CircularPad3d."""

    formula = "out = … c d | a b c d | a b …: the input going round"

    def check(self, *inputs: TensorType) -> None:
        self._check_at_most(inputs[0], 0, "go round once")
