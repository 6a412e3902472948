"""From a source's document to the code that lists its samples."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from netwright.data.asked import Asked
from netwright.data.sources import (
    arrays,
    image_folder,
    image_masks,
    image_pairs,
    labelled_images,
    table,
    texts,
    torchvision_dataset,
    unlabelled_images,
)
from netwright.data.sources.listing import Listing
from netwright.interfaces.documents.source import AnySource, Shards
from netwright.interfaces.documents.target import Task
from netwright.interfaces.errors import UsageError


class _Kind(NamedTuple):
    list_samples: Callable[[Any, Asked], Listing]
    tasks: tuple[Task, ...] = ()  # None: what its samples are tells which ones they are for.


_KINDS: Mapping[str, _Kind] = {
    "arrays": _Kind(arrays.list_samples),
    "table": _Kind(table.list_samples),
    "text": _Kind(texts.list_samples),
    "image_folder": _Kind(image_folder.list_samples, ("classification",)),
    "labelled_images": _Kind(
        labelled_images.list_samples, ("classification", "multi_label", "regression")
    ),
    "image_masks": _Kind(image_masks.list_samples, ("segmentation",)),
    "image_pairs": _Kind(image_pairs.list_samples, ("image_to_image",)),
    "unlabelled_images": _Kind(unlabelled_images.list_samples, ("autoencoding",)),
    "torchvision": _Kind(torchvision_dataset.list_samples, ("classification",)),
}


def list_samples(source: AnySource, asked: Asked) -> Listing:
    """The samples of a source, found and not read yet.

    Raises:
        DataError: There are none, or they do not make a data set for the task.
        UsageError: What is asked for does not go with the source.
    """
    if isinstance(source, Shards):
        raise UsageError(
            "tar files of samples are read one after the other, and never all at once.",
            path=source.path,
            fix="use netwright.data.prepare(source), and netwright.data.epochs.batches_of for all "
            "of them.",
        )
    kind = _KINDS[source.kind]
    if asked.task and kind.tasks and asked.task not in kind.tasks:
        what = source.kind.replace("_", " ")
        raise UsageError(
            f"the task {asked.task} does not go with {what}, whose samples are for "
            f"{' or '.join(kind.tasks)}.",
            path=source.path,
            fix="give data of the model's task."
            if asked.judged
            else f"leave the task out, or ask for {kind.tasks[0]}.",
        )
    return kind.list_samples(source, asked)
