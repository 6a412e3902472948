"""From an array to targets, and to the task when none is asked for.

| array | task |
|---|---|
| whole numbers 0 to K-1 [N] or [N,1] | classification |
| texts [N] | classification |
| fractions [N] or [N,K], whole numbers [N,K] | regression |
| 0 and 1 [N,K], truth values [N,K] | multi_label |

Texts in an array called ``classes`` name the classes, the labels, or the numbers.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked
from netwright.data.sources import array_target_problems as problems
from netwright.data.sources.class_indices import ClassIndices
from netwright.data.sources.listing import Targets
from netwright.data.sources.number_targets import RegressedNumbers, SeveralLabels
from netwright.interfaces.documents.target import Classification, Regression, Task

Names = tuple[str, ...]


def targets_of(values: NDArray, classes: Names, name: str, asked: Asked) -> tuple[Targets, str]:
    """The targets in an array, and a sentence that says which task was chosen and why.

    Args:
        values: [N], [N,1] or [N,K].
        classes: What the file calls them; empty where it does not.
        name: What the file calls the array.
        asked: Its `task` overrides the choice; its `target` is a document's.

    Raises:
        DataError: The array does not go with the task, or there is nothing to learn in it.
    """
    if values.ndim not in (1, 2) or 0 in values.shape or values.dtype.kind not in "fiubU":
        raise problems.no_targets(values, name)
    if values.ndim == 2 and values.shape[1] == 1:
        values = values[:, 0]
    if asked.task:
        return _MAKERS.get(asked.task, problems.not_of_arrays)(values, classes, name, asked), ""
    task, why = _told(values)
    note = f"{task}, as {name} holds {why}; --task names another task."
    return _MAKERS[task](values, classes, name, asked), note


def _told(values: NDArray) -> tuple[Task, str]:
    if values.ndim == 2:
        if values.dtype.kind != "U" and np.isin(values, (0, 1)).all():
            return "multi_label", "0 and 1 in several columns"
        return "regression", "several numbers a sample"
    if values.dtype.kind == "f":
        return "regression", "fractions"
    return "classification", "texts" if values.dtype.kind == "U" else "whole numbers"


def _classes(values: NDArray, classes: Names, name: str, asked: Asked) -> ClassIndices:
    if values.ndim != 1 or (values.dtype.kind == "f" and not _is_whole(values)):
        raise problems.no_classes(values, name)
    document = asked.target if isinstance(asked.target, Classification) else None
    if values.dtype.kind == "U":
        found, labels = np.unique(values, return_inverse=True)
        words = tuple(found.tolist())
        return _checked(words, labels.astype(np.int64), document, name, asked)
    labels = values.astype(np.int64)
    count = len(classes) or (len(document.classes) if document else int(labels.max()) + 1)
    if labels.min() < 0 or labels.max() >= count:
        raise problems.outside(labels, count, name)
    missing = np.flatnonzero(np.bincount(labels, minlength=count) == 0)
    if len(missing) and not asked.judged:
        raise problems.not_contiguous(missing, count, name)
    return _checked(classes or tuple(map(str, range(count))), labels, document, name, asked)


def _checked(
    classes: Names,
    labels: NDArray[np.int64],
    document: Classification | None,
    name: str,
    asked: Asked,
) -> ClassIndices:
    if len(classes) < 2 and not asked.judged:
        raise problems.constant(classes[0], name)
    if document and document.classes != classes:
        raise problems.other_classes(classes, document.classes, name)
    return ClassIndices(classes, labels)


def _regressed(values: NDArray, classes: Names, name: str, asked: Asked) -> RegressedNumbers:
    if values.dtype.kind == "U":
        raise problems.no_numbers(values, name)
    with np.errstate(over="ignore"):  # What becomes infinite is told of below.
        numbers = np.atleast_2d(values.T).T.astype(np.float32)
    finite = np.isfinite(numbers).all(1)
    if not asked.judged and not np.ptp(numbers[finite], axis=0).all():
        raise problems.constant(str(values[0]), name)
    document = asked.target if isinstance(asked.target, Regression) else None
    names = _named(classes, name, numbers.shape[1])
    unreadable = {
        row: f"{values[row].tolist()} in {name!r}" for row in np.flatnonzero(~finite).tolist()
    }
    return RegressedNumbers(names, numbers, unreadable, document=document)


def _labels(values: NDArray, classes: Names, name: str, asked: Asked) -> SeveralLabels:
    if values.dtype.kind == "U" or not np.isin(values, (0, 1)).all():
        raise problems.not_binary(values, name)
    numbers = np.atleast_2d(values.T).T.astype(np.float32)
    return SeveralLabels(_named(classes, name, numbers.shape[1]), numbers)


def _named(classes: Names, name: str, count: int) -> Names:
    """K names: the file's own, or the array's name with 0 to K-1."""
    if classes and len(classes) != count:
        raise problems.misnamed(classes, count, name)
    return classes or ((name,) if count == 1 else tuple(f"{name}{n}" for n in range(count)))


def _is_whole(values: NDArray) -> bool:
    return bool(np.isfinite(values).all() and (values == np.round(values)).all())


_MAKERS: dict[Task, Callable[[NDArray, Names, str, Asked], Targets]] = {
    "classification": _classes,
    "regression": _regressed,
    "multi_label": _labels,
}
