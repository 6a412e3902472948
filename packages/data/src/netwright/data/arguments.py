"""What `prepare` is asked for, checked and put as parts of a dataset document."""

from __future__ import annotations

from typing import Literal

from pydantic import ValidationError

from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.documents.split import StratifiedSplit
from netwright.interfaces.errors import UsageError

Mode = Literal["L", "RGB"]
Fit = Literal["stretch", "crop", "pad"]


def stratified_split(val_fraction: float, seed: int) -> StratifiedSplit:
    """The split, or a UsageError that names the argument that is out of range."""
    try:
        return StratifiedSplit(val_fraction=val_fraction, seed=seed)
    except ValidationError as error:
        raise _wrong(error) from None


def reading_as_asked(size: tuple[int, int], mode: str, fit: str) -> ImagePreprocessing:
    """The preprocessing before its mean and std are known, or a UsageError as above.

    Args:
        size: (height, width) in pixels.
        mode: L or RGB.
        fit: stretch, crop or pad.
    """
    if not isinstance(size, (tuple, list)) or len(size) != 2:
        raise UsageError(
            f"size: expected height and width in pixels, but {size!r} came.",
            fix="give two numbers, such as size=(64, 64).",
        )
    channels = len(mode)
    asked = {"height": size[0], "width": size[1], "mode": mode, "fit": fit}
    try:
        return ImagePreprocessing.model_validate(
            {**asked, "mean": (0.0,) * channels, "std": (1.0,) * channels}
        )
    except ValidationError as error:
        raise _wrong(error) from None


def _wrong(error: ValidationError) -> UsageError:
    problem = error.errors(include_url=False)[0]
    argument = str(problem["loc"][0])
    expected = problem["msg"][:1].lower() + problem["msg"][1:]
    return UsageError(
        f"{argument}: {expected}, but {problem['input']!r} came.",
        fix=f"give another {argument}.",
    )
