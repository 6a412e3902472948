"""Data sets of torchvision that are on the disk already; nothing is ever downloaded.

Needs torchvision: ``pip install "netwright-data[torch]"``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from netwright.data.asked import Asked
from netwright.data.extras import needed
from netwright.data.sources.class_indices import ClassIndices, in_document_order
from netwright.data.sources.listing import Listing
from netwright.data.sources.pictures_in_memory import PicturesInMemory
from netwright.interfaces.documents.source import TorchvisionDataset
from netwright.interfaces.documents.split import GivenSplit
from netwright.interfaces.documents.target import Classification
from netwright.interfaces.errors import DataError, UsageError, did_you_mean

PREFIX = "torchvision:"
_EXAMPLE = f"{PREFIX}MNIST@data"


class _Known(NamedTuple):
    """A data set that holds images with a class each.

    Attributes:
        folder: Where it lies below torchvision's `root`.
        train: What its class is called with for the samples to train on.
        val: The same for those to validate on.
    """

    folder: str
    train: Mapping[str, Any]
    val: Mapping[str, Any]


def _halves(train: str, val: str, **more: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    return {"split": train, **more}, {"split": val, **more}


_BY_FLAG = ({"train": True}, {"train": False})

KNOWN: Mapping[str, _Known] = {
    "DTD": _Known("dtd", *_halves("train", "val")),
    "FashionMNIST": _Known("FashionMNIST/raw", *_BY_FLAG),
    "Food101": _Known("food-101", *_halves("train", "test")),
    "GTSRB": _Known("gtsrb", *_halves("train", "test")),
    "KMNIST": _Known("KMNIST/raw", *_BY_FLAG),
    "MNIST": _Known("MNIST/raw", *_BY_FLAG),
    "OxfordIIITPet": _Known(
        "oxford-iiit-pet", *_halves("trainval", "test", target_types="category")
    ),
    "STL10": _Known("stl10_binary", *_halves("train", "test")),
}
"""The data sets that can be read, by the names of their classes in torchvision.datasets."""

_PICKLED = {"CIFAR10": "cifar-10-batches-py", "CIFAR100": "cifar-100-python"}


def source_named(path: str) -> TorchvisionDataset | None:
    """The source that ``torchvision:NAME@FOLDER`` stands for; None for any other path.

    Raises:
        UsageError: There is no such data set, or it may not be read; the error says why.
    """
    if not path.startswith(PREFIX):
        return None
    name, at, folder = path.removeprefix(PREFIX).partition("@")
    if not (at and folder):
        raise UsageError(
            f"expected {PREFIX}NAME@FOLDER, but {path!r} came.", fix=f"such as --data {_EXAMPLE}."
        )
    _check_known(name)
    return TorchvisionDataset(path=Path(os.path.abspath(folder)).as_posix(), name=name)


def source_in(root: Path) -> TorchvisionDataset | None:
    """The data set whose well-known folder lies in `root`, if it is one alone.

    Raises:
        UsageError: There are several, or one that may not be read.
    """
    for name, folder in _PICKLED.items():
        if (root / folder).is_dir():
            _check_known(name)
    found = [name for name, known in KNOWN.items() if (root / known.folder).is_dir()]
    if len(found) > 1:
        raise UsageError(
            f"the folder has several data sets of torchvision: {', '.join(found)}.",
            folder=root,
            fix=f"name one of them, such as {PREFIX}{found[0]}@{root}.",
        )
    return TorchvisionDataset(path=root.as_posix(), name=found[0]) if found else None


def list_samples(source: TorchvisionDataset, asked: Asked) -> Listing:
    """The images to train on, and those that the data set has for validation or testing.

    Raises:
        DataError: The data set is not in the folder.
        UsageError: It cannot be read, or torchvision is not installed.
    """
    _check_known(source.name)
    root, known = Path(source.path), KNOWN[source.name]
    parts = [_opened(source, root, how) for how in (known.train, known.val)]
    labels = np.array([label for part in parts for label in _labels(part)], np.int64)
    found = [str(name) for name in getattr(parts[0], "classes", range(int(labels.max()) + 1))]
    classes = tuple(found)
    if isinstance(asked.target, Classification):
        labels = in_document_order(root, classes, asked.target.classes)[labels]
        classes = asked.target.classes
    names = [
        f"{side}/{number:0{len(str(len(part)))}}"
        for side, part in zip(("train", "val"), parts, strict=True)
        for number in range(len(part))
    ]
    return Listing(
        source=source,
        root=root,
        names=tuple(names),
        inputs=PicturesInMemory(root, parts),
        targets=ClassIndices(classes, labels),
        given=GivenSplit(train="train", val="val"),
    )


def _opened(source: TorchvisionDataset, root: Path, how: Mapping[str, Any]) -> Any:
    datasets = needed("torchvision.datasets", extra="torch", to="read this data set")
    try:
        return getattr(datasets, source.name)(str(root), download=False, **how)
    except (RuntimeError, OSError, ValueError, KeyError) as error:
        reason = str(error).partition(". You can")[0].rstrip(".")
        raise DataError(
            f"torchvision cannot read {source.name}: {reason}.",
            folder=root,
            fix=f"name the folder that has {KNOWN[source.name].folder}/ in it, with the data set's "
            "own files, unpacked; Netwright downloads nothing.",
        ) from None


def _labels(part: Any) -> list[int]:
    """The classes, without a look at any picture where the data set tells them apart from it."""
    for name in ("targets", "labels", "_labels"):
        if (found := getattr(part, name, None)) is not None:
            return [int(label) for label in found]
    return [int(part[number][1]) for number in range(len(part))]


def _check_known(name: str) -> None:
    if name in _PICKLED:
        raise UsageError(
            f"{name} lies on the disk as Python pickles, which run whatever code is in them, so "
            "that it is not read.",
            fix="save its images as files, one folder a class, and name that folder; or use one "
            f"of: {', '.join(KNOWN)}.",
        )
    if name not in KNOWN:
        raise UsageError(
            f"{name!r} is no data set of torchvision that can be read here.",
            fix=did_you_mean(name, KNOWN),
        )
