"""All checks, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from netwright.data.checking.balance import class_balance, class_names
from netwright.data.checking.columns import gaps, leaks
from netwright.data.checking.duplicates import exact_duplicates, near_duplicates
from netwright.data.checking.files import image_facts, odd_files, odd_sizes
from netwright.data.checking.finding import SEVERITIES, CheckReport, Finding
from netwright.data.checking.neighbours import swapped_labels
from netwright.data.checking.targets import few_to_validate, label_sets, numbers
from netwright.data.checking.unreadable import unreadable
from netwright.data.checking.whole_set import OutOfTime, WholeSet
from netwright.data.look_ahead import map_files
from netwright.data.samples import Prepared
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.preprocessing import AnyPreprocessing, ImagePreprocessing

Check = Callable[[WholeSet], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    unreadable,
    exact_duplicates,
    near_duplicates,
    swapped_labels,
    class_balance,
    class_names,
    leaks,
    gaps,
    numbers,
    label_sets,
    few_to_validate,
)


def check_data(
    data: Prepared,
    *,
    files: bool = True,
    seconds: float | None = None,
    on_progress: OnProgress | None = None,
) -> CheckReport:
    """What a person should know of a data set before training on it.

    Args:
        data: The data set; samples that cannot be read were left out of it.
        files: Whether the headers of image files are looked at, too.
        seconds: How long to look; the checks that were not done by then are among the facts.
        on_progress: Told how many of the checks are done.
    """
    whole = WholeSet.of(data, seconds)
    findings: list[Finding] = []
    unfinished: list[str] = []
    for done, check in enumerate(CHECKS, start=1):
        try:
            findings += check(whole)
        except OutOfTime:
            unfinished.append(check.__name__.replace("_", " "))
        if on_progress:
            on_progress("checking samples", done, len(CHECKS))
    if files:
        findings += _of_files(whole)
    facts = _facts(whole)
    if unfinished:
        facts["not done"] = f"{', '.join(unfinished)}: they take longer than {seconds:g} s"
    order = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    return CheckReport(data.document.name, facts, tuple(order))


def _of_files(data: WholeSet) -> Iterator[Finding]:
    image, root = data.document.preprocessing, Path(data.document.source.path)
    names = [name for name in data.names if (root / name).is_file()]
    if not isinstance(image, ImagePreprocessing) or not names:
        return
    facts = [*map_files(lambda name: image_facts(root / name), root, names)]
    yield from odd_files(names, facts)
    yield from odd_sizes(names, facts, (image.height, image.width))


def _facts(data: WholeSet) -> dict[str, str]:
    document = data.document
    train, val = data.counts
    facts = {
        "task": document.task,
        "samples": f"{train:,} to train on, {val:,} to validate on",
        "split": document.split.kind,
        "input": _input(document.preprocessing),
    }
    if document.classes:
        facts["classes"] = _classes(data)
    if len(data) < train + val:
        facts["at hand"] = f"{len(data):,} of them, which is what samples were compared among"
    if document.skipped:
        facts["left out"] = f"{len(document.skipped):,} that cannot be read"
    return facts


def _classes(data: WholeSet) -> str:
    classes = data.document.classes
    if data.class_counts is None:
        return f"{len(classes)}: {', '.join(classes)}"
    counts = np.sum(data.class_counts, axis=0).tolist()
    words = [f"{name} {count:,}" for name, count in zip(classes, counts, strict=True)]
    return f"{len(classes)}: {', '.join(words)}"


def _input(preprocessing: AnyPreprocessing) -> str:
    if isinstance(preprocessing, ImagePreprocessing):
        colours = "grey" if preprocessing.mode == "L" else "colour"
        return f"{preprocessing.width} x {preprocessing.height} pixels, {colours}"
    return f"{preprocessing.kind} of shape {list(preprocessing.raw_shape)}"
