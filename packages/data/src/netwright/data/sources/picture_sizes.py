"""The sizes of pictures, as far as a file's first bytes tell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from netwright.data.look_ahead import map_files
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import open_image, upright_size

Size = tuple[int, int]
"""(width, height) in pixels, upright."""


def picture_sizes(root: Path, names: Sequence[str]) -> list[Size | None]:
    """The size of each, or None where it cannot be read: decoding says why."""
    return list(map_files(partial(_size, root), root, names))


def other_proportions(
    ours: Sequence[Size | None], theirs: Sequence[Size | None], what: str, of_what: str
) -> Mapping[int, str]:
    """For each pair whose sides are not in the same proportion, that it is so."""
    found = {}
    for number, (our, their) in enumerate(zip(ours, theirs, strict=True)):
        if our and their and our[0] * their[1] != our[1] * their[0]:
            found[number] = (
                f"its {what} has {their[0]}x{their[1]} pixels, but the {of_what} {our[0]}x{our[1]}"
            )
    return found


def _size(root: Path, name: str) -> Size | None:
    try:
        with open_image(root / name) as image:
            # Of a PNG whose first part has no EXIF, looking for one behind decodes the pixels.
            if image.format == "PNG" and "exif" not in image.info:
                return image.size
            return upright_size(image)
    except DataError:
        return None
