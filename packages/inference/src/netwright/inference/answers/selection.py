"""From a model to what makes its answers. Each kind is imported where it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

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

_SMALL = 64 << 10
"""Bytes of a batch's output that one answer may keep in memory: copying takes longer than making
the answer."""

Answering = Callable[[Sample, "NDArray[Any]"], Any]
"""Makes the answer for a sample of what the graph gave for it, which is a part of a batch's output
and must not be kept: one answer that is kept would keep the whole batch in memory."""

_OfOutput = Callable[["str | None", "NDArray[Any]"], Any]
"""The same, of a sample's path and the output alone; it may keep an output that is a whole one."""


class Answers(NamedTuple):
    """What makes the answers of a model.

    Attributes:
        of_sample: For one sample that has been read.
        of_output: For one sample, where nothing of it is needed but its path; else None.
        keeps_output: Whether what `of_output` makes holds on to the output, so that a part of a
            large batch's must be copied for it.
    """

    of_sample: Answering
    of_output: _OfOutput | None
    keeps_output: bool

    def of_arrays(
        self, values: NDArray[Any], size: tuple[int, ...], outputs: NDArray[Any]
    ) -> Iterator[Any]:
        """For many samples that came as one array, [N,...], each of that own size."""
        if self.of_output is not None:
            copies = self.keeps_output and outputs.nbytes > _SMALL
            rows = map(np.array, outputs) if copies else outputs
            return map(self.of_output, repeat(None), rows)
        return map(self.of_sample, map(Sample, repeat(None), values, repeat(size)), outputs)


def answering(model: Model, *, keep_probabilities: bool = False) -> Answers:
    """What makes the answers of a model.

    Args:
        model: The model's document.
        keep_probabilities: Whether a `Mask` keeps those of every class and pixel.

    Raises:
        DocumentError: The model's target and preprocessing do not go together.
    """
    of_output = _of_output(model)
    if of_output is None:
        if isinstance(model.target, Segmentation):
            return Answers(_masks(model, model.target, keep_probabilities), None, False)
        return Answers(_of_input(model), None, False)
    if isinstance(model.target, (Classification, MultiLabel)):
        return Answers(lambda sample, out: of_output(sample.path, out.copy()), of_output, True)
    return Answers(lambda sample, out: of_output(sample.path, out), of_output, False)


def _of_output(model: Model) -> _OfOutput | None:
    target = model.target
    least = None if model.thresholds is None else model.thresholds.values
    if isinstance(target, Classification):
        from netwright.inference.answers.classification import Prediction

        # Called without a step of Python's own, which would be felt beside a small network.
        return partial(Prediction, target.classes, None if least is None else least[0])
    if isinstance(target, MultiLabel):
        from netwright.inference.answers.multi_label import LabelSet

        return lambda path, out: LabelSet.of(path, out, target.classes, least)
    if isinstance(target, Regression):
        from netwright.inference.answers.regression import Values

        return lambda path, out: Values.of(path, out, target.columns)
    if isinstance(target, ImageToImage):
        from netwright.inference.answers.picture import Picture

        return Picture.of
    return None


def _masks(model: Model, target: Segmentation, keep_probabilities: bool) -> Answering:
    from netwright.inference.answers.segmentation import Mask
    from netwright.inference.inputs.own_sizes import reading_at

    preprocessing = model.preprocessing
    if not isinstance(preprocessing, ImagePreprocessing):
        raise _unfit(model)
    at_own_size = model.any_size is not None and not model.any_size.fitted

    def mask(sample: Sample, out: NDArray[Any]) -> Mask:
        height, width = out.shape[1:]
        read = reading_at(preprocessing, (width, height)) if at_own_size else preprocessing
        return Mask.of(sample, out, target, read, keep_probabilities=keep_probabilities)

    return mask


def _of_input(model: Model) -> Answering:
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
