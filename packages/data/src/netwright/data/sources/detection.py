"""From a path to the source that it stands for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from netwright.data.asked import Asked
from netwright.data.image_files import images_below
from netwright.data.sources import labelled_images, torchvision_dataset
from netwright.data.sources.arrays import arrays_at
from netwright.data.sources.named_images import may_name_images
from netwright.data.sources.table import table_at
from netwright.data.sources.tar_files import shards_in, shards_named
from netwright.data.sources.two_folders import two_folders_in
from netwright.data.table_file import TABLE_SUFFIXES
from netwright.data.text_files import TEXT_SUFFIX, texts_below
from netwright.interfaces.documents.source import (
    AnySource,
    ImageFolder,
    TextFiles,
    UnlabelledImages,
)
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import IMAGE_SUFFIXES


def source_at(path: str | Path, asked: Asked) -> AnySource:
    """The source at a path, told by what is there and by the task that is asked for.

    ``torchvision:NAME@FOLDER`` is a data set of torchvision on the disk, and a pattern such as
    ``train-{000..009}.tar`` tar files of samples.

    Raises:
        DataError: A file is of no kind that is read.
        UsageError: What lies there needs more to be asked for, such as the target of a table.
    """
    if named := torchvision_dataset.source_named(str(path)):
        return named
    if shards := shards_named(str(path)):
        return shards
    root = Path(os.path.abspath(path))
    suffix = root.suffix.lower()
    if suffix in _FILES and not root.is_dir():
        return _FILES[suffix](root, asked)
    if root.is_file() and suffix not in IMAGE_SUFFIXES:
        raise _no_data(root)
    if asked.task == "next_token" or _is_of_texts(root):
        return TextFiles(path=root.as_posix())
    if asked.task == "autoencoding":
        return UnlabelledImages(path=root.as_posix())
    return _marked(root, asked) or ImageFolder(path=root.as_posix())


def _marked(root: Path, asked: Asked) -> AnySource | None:
    """The source of a folder in which names or a table of labels tell what it is."""
    if not root.is_dir():
        return None
    if found := torchvision_dataset.source_in(root) or two_folders_in(root, asked):
        return found
    if shards := shards_in(root):
        return shards
    labels = labelled_images.table_in(root)
    return labelled_images.source_of(root, labels, asked) if labels else None


def _table(path: Path, asked: Asked) -> AnySource:
    """Images with labels where the table names images that are there, else the table itself."""
    images = may_name_images(path) and labelled_images.source_of(path.parent, path, asked)
    return images or table_at(path, asked)


_FILES: dict[str, Callable[[Path, Asked], AnySource]] = {
    **dict.fromkeys(TABLE_SUFFIXES, _table),
    ".npz": arrays_at,
    TEXT_SUFFIX: lambda path, asked: TextFiles(path=path.as_posix()),
}


def _is_of_texts(folder: Path) -> bool:
    """Whether texts lie in a folder and no images: pictures may come with a README.txt."""
    if not folder.is_dir() or not any(texts_below(folder)):
        return False
    return not any(images_below(folder))


def _no_data(path: Path) -> DataError:
    ends = f"that ends in {path.suffix!r}" if path.suffix else "without an ending"
    return DataError(
        f"a file {ends} is no data that can be trained on.",
        file=path,
        fix="name a folder of images, or a table (.csv, .tsv, .parquet, .jsonl), arrays (.npz) or "
        "a text (.txt).",
    )
