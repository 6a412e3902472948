"""From a model to what makes its answers. Each kind is imported where it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from netwright.inference.inputs.reader import Sample
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import ImagePreprocessing, TextPreprocessing
from netwright.interfaces.documents.target import (
    Classification,
    ImageToImage,
    MultiLabel,
    Regression,
    Segmentation,
)
from netwright.interfaces.errors import DocumentError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Answering = Callable[[Sample, "NDArray[Any]"], Any]
"""Makes the answer for a sample of what the graph gave for it, which is a part of a batch's output
and must not be kept."""


def answering(model: Model, *, keep_probabilities: bool = False) -> Answering:
    """What makes the answers of a model.

    Args:
        model: The model's document.
        keep_probabilities: Whether a `Mask` keeps those of every class and pixel.

    Raises:
        DocumentError: The model's target and preprocessing do not go together.
    """
    target, preprocessing = model.target, model.preprocessing
    least = None if model.thresholds is None else model.thresholds.values
    if isinstance(target, Classification):
        from netwright.inference.answers.classification import Prediction

        second = None if least is None else least[0]
        return lambda sample, out: Prediction.of(sample.path, out.copy(), target.classes, second)
    if isinstance(target, MultiLabel):
        from netwright.inference.answers.multi_label import LabelSet

        return lambda sample, out: LabelSet.of(sample.path, out.copy(), target.classes, least)
    if isinstance(target, Regression):
        from netwright.inference.answers.regression import Values

        return lambda sample, out: Values.of(sample.path, out, target.columns)
    if isinstance(target, ImageToImage):
        from netwright.inference.answers.picture import Picture

        return lambda sample, out: Picture.of(sample.path, out)
    if isinstance(target, Segmentation):
        if not isinstance(preprocessing, ImagePreprocessing):
            raise _unfit(model)
        return _masks(target, preprocessing, keep_probabilities)
    return _of_the_input(model)


def _masks(
    target: Segmentation, preprocessing: ImagePreprocessing, keep_probabilities: bool
) -> Answering:
    from netwright.inference.answers.segmentation import Mask

    return lambda sample, out: Mask.of(
        sample, out, target, preprocessing, keep_probabilities=keep_probabilities
    )


def _of_the_input(model: Model) -> Answering:
    """For the tasks whose answers are like their inputs."""
    preprocessing = model.preprocessing
    if model.task == "next_token":
        from netwright.inference.answers.next_token import NextToken

        if not isinstance(preprocessing, TextPreprocessing):
            raise _unfit(model)
        return lambda sample, out: NextToken.of(sample, out, preprocessing)
    from netwright.inference.answers.reconstruction import Reconstruction

    if isinstance(preprocessing, TextPreprocessing):
        raise _unfit(model)
    return lambda sample, out: Reconstruction.of(sample, out, preprocessing)


def _unfit(model: Model) -> DocumentError:
    return DocumentError(
        f"a model cannot do {model.task} of what is read as {model.preprocessing.kind}.",
        key="preprocessing.kind",
        fix="export the model anew from its run.",
    )
