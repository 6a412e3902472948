"""From a source's document to the code that lists its samples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from netwright.data.asked import Asked
from netwright.data.sources import image_folder, unlabelled_images
from netwright.data.sources.listing import Listing
from netwright.interfaces.documents.source import AnySource

_LISTERS: dict[str, Callable[[Any, Asked], Listing]] = {
    "image_folder": image_folder.list_samples,
    "unlabelled_images": unlabelled_images.list_samples,
}


def list_samples(source: AnySource, asked: Asked) -> Listing:
    """The samples of a source, found and not read yet.

    Raises:
        DataError: There are none, or they do not make a data set for the task.
        UsageError: What is asked for does not go with the source.
    """
    return _LISTERS[source.kind](source, asked)
