"""What a network is trained to make small. Each is named as in torch.nn where it is there.

Which of them fit a task is told by the error that refuses the others, before training starts.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from netwright.interfaces.documents.base import Part
from netwright.interfaces.documents.problems import explained

Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(gt=0, le=1e6)]
ClassWeights = Annotated[
    Literal["balanced"] | tuple[Weight, ...],
    explained(
        'class_weights is "balanced", or a list of numbers above 0, one a class',
        fix='set class_weights="balanced".',
    ),
]


class CrossEntropyLoss(Part):
    """Cross-entropy between logits [N,classes] and class indices [N], averaged over the batch."""

    name: Literal["CrossEntropyLoss"] = "CrossEntropyLoss"
    label_smoothing: float = Field(0.0, ge=0, lt=1)
    class_weights: ClassWeights | None = Field(
        None,
        description="How much each class counts: numbers in the classes' order; or balanced, "
        "which makes up for what the training samples have few of.",
    )


class NLLLoss(Part):
    """The negative log-likelihood, for a network that ends in LogSoftmax."""

    name: Literal["NLLLoss"] = "NLLLoss"


class BCEWithLogitsLoss(Part):
    """Binary cross-entropy of each logit by itself: for labels, or for two classes."""

    name: Literal["BCEWithLogitsLoss"] = "BCEWithLogitsLoss"
    pos_weight: tuple[Weight, ...] | None = Field(
        None,
        min_length=1,
        description="How much more a label counts where it is set: one number, or one a label.",
    )


class FocalLoss(Part):
    """Cross-entropy that looks at what is still wrong (Lin, Goyal, Girshick, He, Dollár, 2017)."""

    name: Literal["FocalLoss"] = "FocalLoss"
    gamma: float = Field(
        2.0, ge=0, le=20, description="How little what is already right counts; 0 is cross-entropy."
    )
    alpha: tuple[Share, ...] | None = Field(
        None,
        min_length=1,
        description="How much each class counts, one number a class. Of several labels: how much "
        "it counts where they are set, one number or one a label, and 1 - alpha where not.",
    )


class KLDivLoss(Part):
    """The Kullback-Leibler divergence of the classes' probabilities from soft targets."""

    name: Literal["KLDivLoss"] = "KLDivLoss"


class DiceLoss(Part):
    """1 minus the overlap of masks, averaged over the classes in the batch (Milletari, 2016)."""

    name: Literal["DiceLoss"] = "DiceLoss"


class DiceCrossEntropyLoss(Part):
    """The sum of DiceLoss and CrossEntropyLoss (Isensee and others, 2021)."""

    name: Literal["DiceCrossEntropyLoss"] = "DiceCrossEntropyLoss"


class MSELoss(Part):
    """The mean of squared differences."""

    name: Literal["MSELoss"] = "MSELoss"


class L1Loss(Part):
    """The mean of absolute differences, which outliers move less."""

    name: Literal["L1Loss"] = "L1Loss"


class SmoothL1Loss(Part):
    """L1Loss, but squared below `beta` (Girshick, 2015)."""

    name: Literal["SmoothL1Loss"] = "SmoothL1Loss"
    beta: float = Field(1.0, gt=0, le=1e6, description="In units of the standardised target.")


class HuberLoss(Part):
    """MSELoss below `delta`, L1Loss above it (Huber, 1964)."""

    name: Literal["HuberLoss"] = "HuberLoss"
    delta: float = Field(1.0, gt=0, le=1e6, description="In units of the standardised target.")


class SSIMLoss(Part):
    """1 minus the structural similarity of pictures (Wang, Bovik, Sheikh and Simoncelli, 2004)."""

    name: Literal["SSIMLoss"] = "SSIMLoss"


AnyLoss = (
    CrossEntropyLoss
    | NLLLoss
    | BCEWithLogitsLoss
    | FocalLoss
    | KLDivLoss
    | DiceLoss
    | DiceCrossEntropyLoss
    | MSELoss
    | L1Loss
    | SmoothL1Loss
    | HuberLoss
    | SSIMLoss
)


def _named(value: Any) -> Any:
    """A loss may be its name alone; one without a name is cross-entropy, once the only one."""
    if isinstance(value, str):
        return {"name": value}
    return {"name": "CrossEntropyLoss", **value} if isinstance(value, dict) else value


Loss = Annotated[AnyLoss, Field(discriminator="name"), BeforeValidator(_named)]
"""Any of them, told apart by `name`."""
