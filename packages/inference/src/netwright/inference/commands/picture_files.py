"""Where the picture that is made of each image goes."""

from __future__ import annotations

import os
from pathlib import Path

from netwright.inference.commands.failures import Failures
from netwright.inference.input_files import IMAGES
from netwright.interfaces.errors import UsageError
from netwright.interfaces.imaging import IMAGE_SUFFIXES

Target = tuple[str, Path]
"""An image's path, and that of the picture to be written."""


def picture_files(inputs: list[str], out: Path, failures: Failures, *, force: bool) -> list[Target]:
    """The images that are given, each with the place of its picture.

    Args:
        inputs: Image files, folders, whose images keep their places below `out`, and patterns.
        out: A folder; or of one image a file that ends in .png.
        failures: Hears of what stands for no image.
        force: Whether pictures that are there may be replaced.

    Raises:
        UsageError: A picture is in the way, two would have one name, or one would replace an image.
    """
    targets = _targets(inputs, out, failures)
    if out.suffix.lower() in IMAGE_SUFFIXES and not out.is_dir():
        targets = _one_file(targets, out)
    _check_free(targets, out, force=force)
    return targets


def _one_file(targets: list[Target], out: Path) -> list[Target]:
    if out.suffix.lower() != ".png":
        raise UsageError(
            f"pictures are written as PNG, which loses nothing, but {out.name!r} came.",
            fix=f"--out {out.with_suffix('.png')}",
        )
    if len(targets) > 1:
        raise UsageError(
            f"{len(targets)} pictures do not go into one file.", path=out, fix="--out predictions"
        )
    return [(path, out) for path, _ in targets]


def _targets(inputs: list[str], out: Path, failures: Failures) -> list[Target]:
    targets = []
    for argument in inputs:
        below = Path(argument) if os.path.isdir(argument) else None
        for path in failures.expanded([argument], IMAGES):
            name = Path(path).relative_to(below) if below else Path(Path(path).name)
            targets.append((path, out / name.with_suffix(".png")))
    return targets


def _check_free(targets: list[Target], out: Path, *, force: bool) -> None:
    if out.exists() and not out.is_dir() and out not in (target for _, target in targets):
        raise UsageError(
            "expected a folder to write to, but a file is there.", path=out, fix="--out predictions"
        )
    images = {os.path.realpath(path) for path, _ in targets}
    origin: dict[Path, str] = {}
    for path, target in targets:
        if target in origin:
            raise UsageError(
                f"{origin[target]} and {path} would both be written to one file.",
                path=target,
                fix="predict them one at a time, each with an --out of its own.",
            )
        origin[target] = path
        if os.path.realpath(target) in images:
            raise UsageError(
                "the picture would replace an image that it is made from.",
                path=target,
                fix="choose another folder: --out predictions",
            )
        if target.exists() and not force:
            raise UsageError(
                "a picture is in the way.",
                path=target,
                fix="choose another folder with --out, or add --force to replace it.",
            )
