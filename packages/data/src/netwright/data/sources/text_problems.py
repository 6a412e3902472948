"""What is wrong with a folder of texts, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from netwright.data.image_files import other_files_below
from netwright.interfaces.errors import DataError, UsageError


def no_texts(folder: Path) -> DataError:
    """The error for a folder without texts."""
    return DataError(
        f"the folder has no texts{other_files_below(folder)}.",
        folder=folder,
        fix="put .txt files into it.",
    )


def no_texts_task(path: Path, task: str) -> UsageError:
    """The error for a task that texts are not for."""
    return UsageError(
        f"texts cannot be used for the task {task!r}.",
        source=path,
        fix="use next_token, or classification with one sub-folder of .txt files a class.",
    )


def too_short(path: Path, characters: int) -> DataError:
    """The error for texts that give no window for each side."""
    return DataError(
        f"the text has {characters} characters, too few to train on some and to validate on "
        "others.",
        source=path,
        fix="add text.",
    )


def check_class_texts(folder: Path, files: Mapping[str, Sequence[str]], *, fewest: int) -> None:
    """Raise DataError where there are fewer classes than that, or one of them has no text."""
    if len(files) < fewest:
        only = f"only one, {next(iter(files))!r}" if files else "none"
        raise DataError(
            f"a classifier of texts needs one sub-folder of .txt files a class, but there is "
            f"{only}.",
            folder=folder,
            fix="make a folder for each class, such as spam/1.txt and ham/1.txt.",
        )
    for name, found in files.items():
        if not found:
            raise DataError(
                f"the class {name!r} has no texts{other_files_below(folder / name)}.",
                folder=folder / name,
                fix="put .txt files of it there, or remove the folder.",
            )
