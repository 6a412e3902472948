"""Where a changed model is written to."""

from __future__ import annotations

import os
from pathlib import Path

from netwright.interfaces.errors import UsageError


def place_for(source: Path, to: str, out: str | os.PathLike[str] | None, *, force: bool) -> Path:
    """The path to write to: `out`, or ``model.int8.onnx`` beside ``model.onnx``.

    Raises:
        UsageError: It is the model itself or a folder, or something is there and not to be
            replaced.
    """
    place = source.with_name(f"{source.stem}.{to}.onnx") if out is None else Path(out)
    if place.is_dir():
        raise UsageError("a folder is in the way.", path=place, fix="--out FILE.onnx")
    if place.exists() and os.path.samefile(place, source):
        raise UsageError(
            "the model cannot be replaced by what is made of it.",
            path=place,
            fix="choose another name with --out.",
        )
    if place.exists() and not force:
        raise UsageError(
            "a file is in the way.",
            path=place,
            fix="choose another name with --out, or add --force.",
        )
    return place
