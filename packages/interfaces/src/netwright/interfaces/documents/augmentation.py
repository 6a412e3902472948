"""The augmentations of a recipe: how training samples are varied, each epoch anew.

Names and meanings are those of `torchvision.transforms.v2` where the idea is the same. A picture
keeps its size, and what comes in from outside it is black (in a mask: 255, which is ignored).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from netwright.interfaces.documents.base import Part
from netwright.interfaces.documents.problems import Invalid, explained


def _ordered(interval: tuple[float, float]) -> tuple[float, float]:
    low, high = interval
    if low > high:
        raise Invalid(
            f"[{low:g}, {high:g}] has its ends swapped", fix=f"write [{high:g}, {low:g}]."
        )
    return interval


Share = Annotated[float, Field(ge=0, le=1)]
Probability = Annotated[float, Field(ge=0, le=1, description="The share of samples it happens to.")]
Shares = Annotated[
    tuple[Annotated[float, Field(gt=0, le=1)], Annotated[float, Field(gt=0, le=1)]],
    AfterValidator(_ordered),
]
Ratios = Annotated[
    tuple[Annotated[float, Field(ge=0.01, le=100)], Annotated[float, Field(ge=0.01, le=100)]],
    AfterValidator(_ordered),
]
Scales = Annotated[
    tuple[Annotated[float, Field(ge=0.1, le=10)], Annotated[float, Field(ge=0.1, le=10)]],
    AfterValidator(_ordered),
]
Sigmas = Annotated[
    tuple[Annotated[float, Field(ge=0.01, le=20)], Annotated[float, Field(ge=0.01, le=20)]],
    AfterValidator(_ordered),
]
Angle = Annotated[float, Field(ge=0, le=180)]
Strength = Annotated[float, Field(ge=0, le=1)]


class RandomHorizontalFlip(Part):
    """Left and right change places."""

    name: Literal["RandomHorizontalFlip"] = "RandomHorizontalFlip"
    p: Probability = 0.5


class RandomVerticalFlip(Part):
    """Top and bottom change places."""

    name: Literal["RandomVerticalFlip"] = "RandomVerticalFlip"
    p: Probability = 0.5


class RandomCrop(Part):
    """Black is put around the picture, and a piece of its own size is cut out: a whole shift."""

    name: Literal["RandomCrop"] = "RandomCrop"
    padding: float = Field(
        0.125,
        gt=0,
        le=4096,
        description="Pixels on every side; below 1, a share of height and width.",
    )


class RandomResizedCrop(Part):
    """A piece of the picture is cut out and enlarged to the whole (Szegedy et al., 2015)."""

    name: Literal["RandomResizedCrop"] = "RandomResizedCrop"
    scale: Shares = Field(
        (0.5, 1.0),
        description="Smallest and largest area, as shares of the picture's. For a million "
        "photographs [0.08, 1] is usual.",
    )
    ratio: Ratios = Field((3 / 4, 4 / 3), description="Narrowest and widest width by height.")


class RandomRotation(Part):
    """The picture turns around its middle."""

    name: Literal["RandomRotation"] = "RandomRotation"
    degrees: Angle = Field(15.0, description="The largest angle to either side.")


class RandomAffine(Part):
    """The picture turns, moves, grows or shrinks, and slants, in one resampling."""

    name: Literal["RandomAffine"] = "RandomAffine"
    degrees: Angle = Field(10.0, description="The largest angle to either side.")
    translate: tuple[Share, Share] = Field(
        (0.1, 0.1), description="The farthest shifts, as shares of width and height."
    )
    scale: Scales = Field((0.9, 1.1), description="The smallest and the largest magnification.")
    shear: float = Field(0.0, ge=0, lt=90, description="The largest slant to either side, degrees.")


class ColorJitter(Part):
    """Brightness, contrast, saturation and hue change, in this order.

    The target of a pair of pictures changes alike.
    """

    name: Literal["ColorJitter"] = "ColorJitter"
    brightness: Strength = Field(0.2, description="Factors from 1 - brightness to 1 + brightness.")
    contrast: Strength = Field(0.2, description="Factors, likewise.")
    saturation: Strength = Field(0.2, description="Factors, likewise.")
    hue: float = Field(0.0, ge=0, le=0.5, description="Largest turn; 0.5 is half the circle.")


class RandomGrayscale(Part):
    """Colours become grey, in three equal channels; those of a target picture too."""

    name: Literal["RandomGrayscale"] = "RandomGrayscale"
    p: Probability = 0.1


class GaussianBlur(Part):
    """The picture is blurred; a target picture stays sharp."""

    name: Literal["GaussianBlur"] = "GaussianBlur"
    sigma: Sigmas = Field((0.1, 2.0), description="Least and largest standard deviation, pixels.")
    p: Probability = 0.5


class GaussianNoise(Part):
    """Normal noise is added to every value; a target picture stays clean."""

    name: Literal["GaussianNoise"] = "GaussianNoise"
    sigma: float = Field(0.05, gt=0, le=1, description="Standard deviation; 1 is black to white.")
    p: Probability = 1.0


class RandomErasing(Part):
    """A rectangle is painted over; a target picture stays whole (Zhong et al., 2017)."""

    name: Literal["RandomErasing"] = "RandomErasing"
    p: Probability = 0.5
    scale: Shares = Field(
        (0.02, 0.33), description="Smallest and largest area, as shares of the picture's."
    )
    ratio: Ratios = Field((0.3, 3.3), description="Narrowest and widest width by height.")
    value: Annotated[
        Share | Literal["random"],
        explained('value is a number from 0 to 1, or "random"', fix="set value=0."),
    ] = Field(0.0, description="What it is painted with: 0 is black, 1 is white; or random values.")


class RandAugment(Part):
    """So many operations out of fourteen, all of one strength (Cubuk et al., 2020)."""

    name: Literal["RandAugment"] = "RandAugment"
    num_ops: int = Field(2, ge=1, le=8, description="Operations on one picture.")
    magnitude: int = Field(9, ge=0, le=30, description="Their strength, of 30.")


class TrivialAugmentWide(Part):
    """One operation out of fourteen, of any strength (Müller and Hutter, 2021)."""

    name: Literal["TrivialAugmentWide"] = "TrivialAugmentWide"


class MixUp(Part):
    """Two samples are blended, pictures and targets alike (Zhang et al., 2018)."""

    name: Literal["MixUp"] = "MixUp"
    alpha: float = Field(
        0.2,
        gt=0,
        le=10,
        description="The share is drawn from Beta(alpha, alpha): small, near 0 or 1.",
    )
    p: Probability = 1.0


class CutMix(Part):
    """A rectangle comes from another sample, and so much of its target (Yun et al., 2019)."""

    name: Literal["CutMix"] = "CutMix"
    alpha: float = Field(
        1.0, gt=0, le=10, description="Of the Beta(alpha, alpha) that its area is drawn from."
    )
    p: Probability = 1.0


AnyAugmentation = Annotated[
    RandomHorizontalFlip
    | RandomVerticalFlip
    | RandomCrop
    | RandomResizedCrop
    | RandomRotation
    | RandomAffine
    | ColorJitter
    | RandomGrayscale
    | GaussianBlur
    | GaussianNoise
    | RandomErasing
    | RandAugment
    | TrivialAugmentWide
    | MixUp
    | CutMix,
    Field(discriminator="name"),
]
