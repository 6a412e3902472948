"""Texts in ``.txt`` files: to go on with, or one sub-folder of them a class."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked, Unit
from netwright.data.image_files import folders_in
from netwright.data.sources.class_indices import ClassIndices, in_document_order
from netwright.data.sources.itself import Itself
from netwright.data.sources.listing import Indices, Listing
from netwright.data.sources.text_inputs import TextInputs, tokens_of
from netwright.data.sources.text_problems import (
    check_class_texts,
    no_texts,
    no_texts_task,
    too_short,
)
from netwright.data.text_files import texts_below, texts_in
from netwright.interfaces.documents.preprocessing import TextPreprocessing
from netwright.interfaces.documents.source import TextFiles
from netwright.interfaces.documents.split import AnySplit, TimeSplit
from netwright.interfaces.documents.target import Classification, NextToken
from netwright.interfaces.errors import DataError
from netwright.interfaces.tokens import read_text

POSITION = "position"
"""The column by which the end of every text is for validation."""

_LENGTH = 64


def list_samples(source: TextFiles, asked: Asked) -> Listing:
    """A sample for each window of every text; or, where sub-folders are classes, for each text.

    Raises:
        DataError: There is no text, one is not UTF-8, or they are too short.
    """
    path = Path(source.path)
    task = asked.task or ("classification" if _has_class_folders(path) else "next_token")
    if task == "classification":
        return _classified(source, path, asked)
    if task == "next_token":
        return _continued(source, path, asked)
    raise no_texts_task(path, task)


def _has_class_folders(path: Path) -> bool:
    return path.is_dir() and not texts_in(path) and any(folders_in(path))


def _continued(source: TextFiles, path: Path, asked: Asked) -> Listing:
    root = path if path.is_dir() else path.parent
    names = tuple(sorted(texts_below(path))) if path.is_dir() else (path.name,)
    if not names:
        raise no_texts(path)
    texts = [read_text(root / name) for name in names]
    unit, length = _unit(asked), _length(asked) or _LENGTH
    by_position = TimeSplit(by=POSITION, val_fraction=asked.drawn(stratified=False).val_fraction)
    split = asked.split or by_position
    windows = _windows(texts, unit, length, source.stride or length, split)
    fewest = 1 if asked.judged else 2
    if len(windows) < fewest or (split == by_position and len(np.unique(windows[:, 3])) < 2):
        raise too_short(path, sum(map(len, texts)))
    text_of, starts, ends, part = windows.T
    offsets = _offsets(texts, unit)
    return Listing(
        source=source,
        root=path,
        names=tuple(
            f"{names[t]}:{s}" for t, s in zip(text_of.tolist(), starts.tolist(), strict=True)
        ),
        inputs=TextInputs(
            root, names, texts, unit, starts + offsets[text_of], ends + offsets[text_of], length, {}
        ),
        targets=Itself(NextToken()),
        given=by_position,
        columns={POSITION: part, "file": np.array(names, object)[text_of]},
        what="windows",
    )


def _windows(texts: list[str], unit: Unit, length: int, stride: int, split: AnySplit) -> Indices:
    """int64 [N,4]: of each window the text, its start and end in it, and 1 behind the border.

    Where the end of every text is for validation, no window goes over the border between the two
    parts: with a stride below the length, training would else see the start of what validates.
    """
    found = []
    for number, text in enumerate(texts):
        count = border = tokens_of(text, unit)
        if isinstance(split, TimeSplit) and split.by == POSITION:
            border = count - int(count * split.val_fraction + 0.5)
        for part, (first, end) in enumerate(((0, border), (border, count))):
            starts = np.arange(first, max(end - length + stride, first + 1), stride)
            ends = np.minimum(starts + length, end)
            window = np.stack([np.full_like(starts, number), starts, ends], 1)
            window = np.insert(window, 3, part, axis=1)
            found.append(window[ends - starts >= 2])  # A token, and one to follow it.
    return np.concatenate(found).astype(np.int64)


def _offsets(texts: list[str], unit: Unit) -> NDArray[np.int64]:
    """int64 [texts], where each begins when all follow each other, in tokens."""
    counts = [tokens_of(text, unit) for text in texts]
    return np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)


def _classified(source: TextFiles, path: Path, asked: Asked) -> Listing:
    classes = tuple(folders_in(path)) if path.is_dir() else ()
    files = {kind: [f"{kind}/{name}" for name in texts_below(path / kind)] for kind in classes}
    check_class_texts(path, files, fewest=1 if asked.judged else 2)
    label_of = {name: label for label, kind in enumerate(classes) for name in files[kind]}
    names = tuple(sorted(label_of))
    labels = np.array([label_of[name] for name in names], np.int64)
    if isinstance(asked.target, Classification):
        order = in_document_order(path, classes, asked.target.classes)
        classes, labels = asked.target.classes, order[labels]
    texts, unreadable = _read_each(path, names)
    unit = _unit(asked)
    starts = _offsets(texts, unit)
    ends = starts + np.array([tokens_of(text, unit) for text in texts], np.int64)
    return Listing(
        source=source,
        root=path,
        names=names,
        inputs=TextInputs(path, names, texts, unit, starts, ends, _length(asked), unreadable),
        targets=ClassIndices(classes, labels, told_by_names=True),
        columns={"file": np.array(names, object)},
        what="texts",
    )


def _read_each(root: Path, names: tuple[str, ...]) -> tuple[list[str], dict[int, str]]:
    """All texts, empty where one cannot be read, and the reasons."""
    texts, unreadable = [], {}
    for number, name in enumerate(names):
        try:
            texts.append(read_text(root / name))
        except DataError as error:
            texts.append("")
            line = f" in line {error.places['line']}" if "line" in error.places else ""
            unreadable[number] = error.message.rstrip(".") + line
        else:
            if not texts[-1].strip():
                unreadable[number] = "the text is empty"
    return texts, unreadable


def _unit(asked: Asked) -> Unit:
    document = asked.preprocessing
    return document.unit if isinstance(document, TextPreprocessing) else asked.unit


def _length(asked: Asked) -> int | None:
    document = asked.preprocessing
    return document.length if isinstance(document, TextPreprocessing) else asked.length
