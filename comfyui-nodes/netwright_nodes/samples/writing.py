"""The sample data as files in ComfyUI's input folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from netwright.data import write_digits
from netwright.interfaces.files import atomic_folder, write_atomic

from .pendulum import table
from .shapes import KINDS, blurred, noisy, scene

_COUNT = 240


def sample_path(name: str, folder: Path) -> Path:
    """Where the data of that name lie in `folder` once they are written."""
    return folder / _FILES.get(name, name)


def write_sample(name: str, folder: Path) -> Path:
    """The data of that name, written into `folder` unless they are there; gives their path."""
    path = sample_path(name, folder)
    if name == "digits":
        return write_digits(path)
    if name == "pendulum":
        if not path.exists():
            write_atomic(path, table())
        return path
    if not path.exists():
        with atomic_folder(path) as partial:
            _WRITERS[name](partial)
    return path


def _masks(folder: Path) -> None:
    _make(folder, "images", "masks")
    (folder / "classes.txt").write_text("\n".join(KINDS) + "\n", encoding="utf-8")
    for number in range(_COUNT):
        made = scene(number)
        made.picture.save(folder / "images" / _file(number))
        made.mask.save(folder / "masks" / _file(number))


def _noise(folder: Path) -> None:
    _make(folder, "noisy", "clean")
    for number in range(_COUNT):
        picture = scene(number).picture
        picture.save(folder / "clean" / _file(number))
        noisy(picture, number).save(folder / "noisy" / _file(number))


def _quality(folder: Path) -> None:
    _make(folder, "sharp", "blurred")
    for number in range(_COUNT):
        picture = scene(number).picture
        if number % 2:
            picture.save(folder / "sharp" / _file(number))
        else:
            blurred(picture, number).save(folder / "blurred" / _file(number))


def _make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).mkdir()


def _file(number: int) -> str:
    return f"{number:04}.png"


_WRITERS: dict[str, Callable[[Path], None]] = {
    "shapes and masks": _masks,
    "noisy and clean": _noise,
    "sharp or blurred": _quality,
}
_FILES = {
    "shapes and masks": "shapes-masks",
    "noisy and clean": "noisy-shapes",
    "sharp or blurred": "sharp-or-blurred",
    "pendulum": "pendulum.csv",
}

SAMPLES = {
    "digits": "1,797 handwritten digits, one folder a class: classification",
    "shapes and masks": "pictures of shapes with a mask each: segmentation",
    "noisy and clean": "the same pictures with noise and without: a filter for images",
    "sharp or blurred": "pictures that are sharp and others that are not: a judge of quality",
    "pendulum": "a table of lengths, angles and periods: regression, target period_s",
}
"""What there is, and what it is for."""
