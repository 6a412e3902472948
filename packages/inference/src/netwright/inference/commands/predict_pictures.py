"""Images in, and a picture for each out: masks, filtered and reconstructed pictures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from netwright.inference.answer_pictures import picture_maker
from netwright.inference.batches import Unread
from netwright.inference.commands.answer_lines import columns, json_lines
from netwright.inference.commands.failures import Failures
from netwright.inference.commands.pairing import paired
from netwright.inference.commands.progress import ProgressBar
from netwright.inference.input_files import IMAGES
from netwright.interfaces.errors import UsageError
from netwright.interfaces.files import atomic_path

if TYPE_CHECKING:
    from netwright.inference.predictor import Predictor

# A mask's probabilities take a number for each class and pixel.
_AT_ONCE = 4


def predict_pictures(
    predictor: Predictor, inputs: list[str], *, as_json: bool, out: Path, force: bool
) -> None:
    """Write a PNG for each image into a folder, and print a line for each.

    A folder's images keep their places below `out`. Files are written whole or not at all.

    Args:
        predictor: Of a segmenter, or of what makes a picture of a picture.
        inputs: Image files, folders and patterns.
        as_json: Whether lines are JSON.
        out: The folder.
        force: Whether pictures that are there are replaced.

    Raises:
        UsageError: A picture is in the way, or two would have one name; nothing is written then.
    """
    model, failures = predictor.model, Failures()
    targets = _targets(inputs, out, failures)
    _check_free(targets, out, force=force)
    names = [_arrow(path, target) for path, target in targets]
    line = json_lines(model, 1) if as_json else columns(model, names, 1)
    picture = picture_maker(model)
    with ProgressBar(len(targets)) as progress:
        samples = ((target, target[0]) for target in targets)
        for (path, target), outcome in paired(predictor, samples, batch_size=_AT_ONCE):
            if isinstance(outcome, Unread):
                failures.tell(outcome.error)
            else:
                with atomic_path(target) as partial:
                    picture(outcome).save(partial, "png")
                name = path if as_json else _arrow(path, target)
                typer.echo(line(name, outcome, file=str(target)))
            progress.step()
    failures.end()


def _arrow(path: str, target: Path) -> str:
    return f"{path} -> {target}"


def _targets(inputs: list[str], out: Path, failures: Failures) -> list[tuple[str, Path]]:
    """For each image its path, and that of the picture to be written."""
    targets = []
    for argument in inputs:
        below = Path(argument) if os.path.isdir(argument) else None
        for path in failures.expanded([argument], IMAGES):
            name = Path(path).relative_to(below) if below else Path(Path(path).name)
            targets.append((path, out / name.with_suffix(".png")))
    return targets


def _check_free(targets: list[tuple[str, Path]], out: Path, *, force: bool) -> None:
    if out.exists() and not out.is_dir():
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
