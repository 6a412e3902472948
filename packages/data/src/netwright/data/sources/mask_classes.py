"""Which classes masks tell apart, and what they are called."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netwright.interfaces.documents.target import IGNORED, Segmentation
from netwright.interfaces.errors import DataError
from netwright.interfaces.masks import Color

CLASS_FILES = ("classes.json", "classes.txt", "labels.txt")
"""Where names of classes are looked for, beside the folders of images and masks."""

_BINARY = (0, IGNORED)
# More than these, with gaps between them, are the greys of smoothed borders.
_MOST_WITH_GAPS = 32


@dataclass(frozen=True)
class NamedClasses:
    """The classes of a file beside the masks; all empty where there is none.

    Attributes:
        names: The classes, by index.
        values: What stands for each of them in a mask, where the file says so.
        colors: Their red, green and blue, where the masks are in colour.
    """

    names: tuple[str, ...] = ()
    values: tuple[int, ...] = ()
    colors: tuple[Color, ...] = ()


def named_classes(root: Path) -> NamedClasses:
    """The classes that ``classes.txt`` (or another of `CLASS_FILES`) in the folder names.

    Of a text, each line is a class, the first one that of the value 0. JSON is a list of names, or
    a mapping from names to values (``{"sky": 0, "sun": 128}``) or to colours
    (``{"sky": [0, 0, 255]}``).

    Raises:
        DataError: The file cannot be read, or says something else.
    """
    path = next((root / name for name in CLASS_FILES if (root / name).is_file()), None)
    if path is None:
        return NamedClasses()
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = json.loads(text) if path.suffix == ".json" else _lines(text)
    except (OSError, ValueError) as error:
        raise _no_classes(path, f"cannot be read: {error}") from None
    if isinstance(content, dict):
        return _of_mapping(path, content)
    if not isinstance(content, list) or not all(isinstance(name, str) for name in content):
        raise _no_classes(path, "holds no list of names")
    _check_names(path, content)
    return NamedClasses(tuple(content))


def segmentation_of(
    held: NDArray[np.bool_], named: NamedClasses, palette: Sequence[Color], place: Path
) -> Segmentation:
    """The classes of masks that hold these values.

    Values that are 0, 1, 2 and so on are class indices; without names, each is its own name. With
    gaps between them, each value found is a class. 255 is left out, unless all masks have 0 and
    255 alone.

    Args:
        held: bool [256], the values that occur.
        named: What the classes are called.
        palette: Red, green and blue of each value, if the masks have a palette.
        place: Where the masks are, for errors.

    Raises:
        DataError: There are fewer than two classes, or too many to be meant.
    """
    found = tuple(np.flatnonzero(held).tolist())
    is_binary = found == _BINARY and len(named.names) in (0, 2) and not named.colors
    if named.values or named.colors:
        return Segmentation(classes=named.names, values=named.values, colors=named.colors)
    if is_binary:
        names = named.names or ("background", "foreground")
        return Segmentation(classes=names, values=_BINARY, colors=_colors(_BINARY, palette))
    if named.names:
        return Segmentation(
            classes=named.names, colors=_colors(tuple(range(len(named.names))), palette)
        )
    values = tuple(value for value in found if value != IGNORED)
    has_gaps = values != tuple(range(len(values)))
    if len(values) < 2 or (has_gaps and len(values) > _MOST_WITH_GAPS):
        raise _not_classes(values, place)
    return Segmentation(
        classes=tuple(map(str, values)),
        values=values if has_gaps else (),
        colors=_colors(values, palette),
    )


def known_values(target: Segmentation) -> NDArray[np.bool_]:
    """bool [256]: the values that a mask's file may hold."""
    known = np.zeros(256, bool)
    known[list(target.values or range(len(target.classes)))] = True
    known[IGNORED] = True
    return known


def _colors(values: tuple[int, ...], palette: Sequence[Color]) -> tuple[Color, ...]:
    """The palette's colours of those values; none where one has no colour."""
    if not values or max(values) >= len(palette):
        return ()
    return tuple(palette[value] for value in values)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _of_mapping(path: Path, content: dict[str, Any]) -> NamedClasses:
    _check_names(path, list(content))
    entries = list(content.values())
    if all(_is_byte(entry) for entry in entries) and len(set(entries)) == len(entries):
        return NamedClasses(tuple(content), values=tuple(entries))
    if all(_is_color(entry) for entry in entries):
        colors = tuple((entry[0], entry[1], entry[2]) for entry in entries)
        if len(set(colors)) == len(colors):
            return NamedClasses(tuple(content), colors=colors)
    raise _no_classes(path, "gives the classes neither a value each nor a colour each")


def _check_names(path: Path, names: list[str]) -> None:
    if len(set(names)) != len(names):
        raise _no_classes(path, "names a class twice")
    if not 2 <= len(names) <= IGNORED:
        raise _no_classes(path, f"names {len(names)} classes, and 2 to {IGNORED} are expected")


def _is_byte(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= IGNORED


def _is_color(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 3 and all(map(_is_byte, value))


def _no_classes(path: Path, why: str) -> DataError:
    return DataError(
        f"the file of classes {why}.",
        file=path,
        fix="write one name a line into classes.txt, the first one for the value 0; or "
        '{"sky": 0, "sun": 128} into classes.json, other values from 0 to 255.',
    )


def _not_classes(values: tuple[int, ...], place: Path) -> DataError:
    if len(values) < 2:
        found = f"nothing but the value {values[0]}" if values else "no class"
        return DataError(
            f"the masks hold {found}, but a network tells two classes or more apart.",
            folder=place,
            fix="add masks with another class, or name the classes in classes.txt beside the "
            "folder, one a line, the first one for the value 0.",
        )
    return DataError(
        f"the masks hold {len(values)} different values with gaps between them, as masks do that "
        "were smoothed or resized as photographs.",
        folder=place,
        fix="save them without smoothing, or name the classes and their values in classes.json, "
        'such as {"background": 0, "leaf": 255}.',
    )
