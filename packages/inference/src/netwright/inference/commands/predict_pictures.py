"""Images in, and a picture for each out: masks, filtered and reconstructed pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from netwright.inference.answer_pictures import picture_maker
from netwright.inference.batches import Unread
from netwright.inference.commands.answer_lines import columns, json_lines
from netwright.inference.commands.failures import Failures
from netwright.inference.commands.pairing import paired
from netwright.inference.commands.picture_files import picture_files
from netwright.inference.commands.progress import ProgressBar
from netwright.interfaces.files import atomic_path

if TYPE_CHECKING:
    from netwright.inference.predictor import Predictor


def predict_pictures(
    predictor: Predictor, inputs: list[str], *, as_json: bool, out: Path, force: bool
) -> None:
    """Write a PNG for each image, and print a line for each.

    Files are written whole or not at all.

    Args:
        predictor: Of a segmenter, or of what makes a picture of a picture.
        inputs: Image files, folders and patterns.
        as_json: Whether lines are JSON.
        out: The folder to write to, or of one image the file.
        force: Whether pictures that are there are replaced.

    Raises:
        UsageError: As `picture_files` does; nothing is written then.
    """
    model, failures = predictor.model, Failures()
    targets = picture_files(inputs, out, failures, force=force)
    names = [_arrow(path, target) for path, target in targets]
    line = json_lines(model, 1) if as_json else columns(model, names, 1)
    picture = picture_maker(model)
    with ProgressBar(len(targets)) as progress:
        samples = ((target, target[0]) for target in targets)
        for (path, target), outcome in paired(predictor, samples):
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
