from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from netwright.interfaces.documents.problems import Invalid
from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import SomeScales, SomeSizes
from netwright.layers.families.spatial import cross, each, fix_by_reshaping, letters
from netwright.layers.layer import Example, Layer, Misfit, Shape, TensorType

_SMOOTH = {1: "linear", 2: "bilinear", 3: "trilinear"}
_AXES = {"linear": 1, "bilinear": 2, "bicubic": 2, "trilinear": 3}


class Upsample(Layer):
    """Makes a sequence, an image or a volume larger, or smaller, without learning anything."""

    category = "Resizing"
    takes = ("C,L", "C,H,W", "C,D,H,W")
    formula = "out = input at size, or at floor(input's size · scale_factor), between its values"
    onnx = "Resize"
    examples = (
        Example({"scale_factor": 2.0}, (TensorType((3, 4, 5)),)),
        Example(
            {"size": (7, 3), "mode": "bilinear", "align_corners": True}, (TensorType((2, 4, 5)),)
        ),
        Example({"scale_factor": (1.5, 2.0), "mode": "bicubic"}, (TensorType((2, 4, 5)),)),
        Example({"size": 9, "mode": "linear"}, (TensorType((2, 6)),)),
    )

    size: SomeSizes | None = Field(
        None, description="The sizes that come out: one number, or one an axis. This or a factor."
    )
    scale_factor: SomeScales | None = Field(
        None, description="How many times larger: one number, or one an axis. This or a size."
    )
    mode: Literal[
        "nearest", "nearest-exact", "linear", "bilinear", "bicubic", "trilinear", "area"
    ] = Field("nearest", description="How new values are made of those around them.")
    align_corners: bool | None = Field(
        None, description="Keep the corner values where they are; for the linear and cubic modes."
    )

    @model_validator(mode="after")
    def _parameters_go_together(self) -> Upsample:
        if self.size is None and self.scale_factor is None:
            raise Invalid("neither size nor scale_factor is given", fix=setting(scale_factor=2.0))
        if self.size is not None and self.scale_factor is not None:
            raise Invalid("size and scale_factor are both given", fix="leave scale_factor out.")
        if self.align_corners is not None and self.mode not in _AXES:
            raise Invalid(
                f"align_corners has no meaning for mode {self.mode!r}",
                fix="leave align_corners out.",
            )
        return self

    def check(self, *inputs: TensorType) -> None:
        spatial = inputs[0].shape[1:]
        axes = len(spatial)
        if _AXES.get(self.mode, axes) != axes:
            raise Misfit(
                f"{letters(_AXES[self.mode])} for mode={self.mode!r}",
                f"{letters(axes)} of {cross(spatial)}",
                fix=setting(mode=_SMOOTH[axes]),
            )
        self._check_numbers(spatial)
        if not all(self._sizes(spatial)):
            least = -(-1000 // min(spatial)) / 1000
            raise Misfit(
                f"{letters(axes)} that stay above 0 when scaled by {self.scale_factor}",
                cross(spatial),
                fix=setting(scale_factor=least),
            )

    def rank_fix(self, given: TensorType) -> str:
        axes = _AXES.get(self.mode, 2)
        return fix_by_reshaping(self, given, axes, features_are_channels=True)

    def _check_numbers(self, spatial: Shape) -> None:
        for name in ("size", "scale_factor"):
            value = getattr(self, name)
            if isinstance(value, tuple) and len(value) != len(spatial):
                fitting = (value + value[-1:] * len(spatial))[: len(spatial)]
                raise Misfit(
                    f"{len(value)} spatial axes for {name}={list(value)}",
                    f"{letters(len(spatial))} of {cross(spatial)}",
                    fix=setting(**{name: fitting}),
                )

    def _sizes(self, spatial: Shape) -> Shape:
        """The sizes that come out."""
        if self.size is not None:
            return each(self.size, len(spatial))
        assert self.scale_factor is not None
        factors = self.scale_factor
        if isinstance(factors, float):
            factors = (factors,) * len(spatial)
        return tuple(int(size * factor) for size, factor in zip(spatial, factors, strict=True))
