"""What is wrong with an array of targets, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked
from netwright.interfaces.errors import DataError, UsageError


def no_targets(values: NDArray, name: str) -> DataError:
    """The error for an array of another dtype or shape than targets have."""
    return DataError(
        f"targets are numbers or texts [N] or [N,K], but {values.dtype} {list(values.shape)} came.",
        array=name,
        fix="give one class, or one number or several, for each sample; masks and pictures are "
        "read from image files.",
    )


def not_of_arrays(values: NDArray, classes: Sequence[str], name: str, asked: Asked) -> NoReturn:
    """Raise the error for a task whose targets are no array."""
    raise UsageError(
        f"an array cannot hold the targets of the task {asked.task!r}.",
        fix="use classification, regression, multi_label, or autoencoding, which needs none.",
    )


def no_classes(values: NDArray, name: str) -> DataError:
    """The error for a classification by fractions, or by several numbers a sample."""
    what = "fractions" if values.ndim == 1 else f"{values.shape[1]} numbers a sample"
    return DataError(
        f"a classification predicts one whole number from 0 a sample, but {what} came.",
        array=name,
        fix=f"one-hot classes become numbers by {name}.argmax(1); or use --task regression.",
    )


def outside(labels: NDArray[np.int64], count: int, name: str) -> DataError:
    """The error for a class number that is negative, or beyond the classes' names."""
    row = int(np.flatnonzero((labels < 0) | (labels >= count))[0])
    return DataError(
        f"class numbers go from 0 to {count - 1}, but {labels[row]} came.",
        array=name,
        sample=row,
        fix=f"number them anew: classes, {name} = np.unique({name}, return_inverse=True).",
    )


def not_contiguous(missing: NDArray[np.int64], count: int, name: str) -> DataError:
    """The error for class numbers that no sample has."""
    shown = ", ".join(map(str, missing[:10].tolist())) + (", ..." if len(missing) > 10 else "")
    return DataError(
        f"class numbers go from 0 to {count - 1}, but no sample has {shown}.",
        array=name,
        fix=f"number them anew: classes, {name} = np.unique({name}, return_inverse=True); or "
        "predict the numbers: --task regression.",
    )


def other_classes(found: Sequence[str], wanted: Sequence[str], name: str) -> DataError:
    """The error for other classes than a document's."""
    return DataError(
        f"the dataset document has the classes {', '.join(wanted)}, but the file has "
        f"{', '.join(found)}.",
        array=name,
        fix="correct the file, or prepare it anew for a new document.",
    )


def constant(value: str, name: str) -> DataError:
    """The error for targets that are all the same."""
    return DataError(
        f"there is nothing to learn: every sample has {value}.",
        array=name,
        fix="give targets that differ.",
    )


def no_numbers(values: NDArray, name: str) -> DataError:
    """The error for a regression of texts."""
    return DataError(
        f"a regression predicts numbers, but {str(values.flat[0])!r} came.",
        array=name,
        fix="use --task classification, or save numbers.",
    )


def not_binary(values: NDArray, name: str) -> DataError:
    """The error for a label that is something else than 0 and 1."""
    culprit = values[~np.isin(values, ("0", "1") if values.dtype.kind == "U" else (0, 1))]
    came = repr(culprit[0].item()) if len(culprit) else "text"
    return DataError(
        f"a label is 0 or 1, but {came} came.",
        array=name,
        fix="correct it, or use --task classification or --task regression.",
    )


def misnamed(classes: Sequence[str], count: int, name: str) -> DataError:
    """The error for another number of names than of numbers a sample."""
    return DataError(
        f"{name!r} has {count} numbers a sample, but 'classes' has {len(classes)} names.",
        fix=f"give 'classes' {count} names, or leave it out.",
    )
