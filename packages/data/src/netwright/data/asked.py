"""What `prepare` is asked for, checked, and what `load` asks for by a document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import ValidationError

from netwright.interfaces.documents.base import Part
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.preprocessing import AnyPreprocessing, ImagePreprocessing
from netwright.interfaces.documents.split import AnySplit, RandomSplit, StratifiedSplit
from netwright.interfaces.documents.target import AnyTarget, Task
from netwright.interfaces.errors import UsageError, did_you_mean

Mode = Literal["L", "RGB"]
Unit = Literal["character", "byte"]
Fit = Literal["stretch", "crop", "pad"]


@dataclass(frozen=True)
class Asked:
    """How samples are to be read; None leaves the choice to what is found.

    Attributes:
        task: What is to be learnt.
        columns: The columns to be predicted, of a table or of labels.
        ignored: The columns that are not looked at.
        size: (height, width) in pixels.
        mode: L for one grey channel, RGB for three.
        fit: How another aspect ratio is fitted.
        length: Tokens in one sample of text.
        unit: What one of them is.
        split: Which samples are for validation.
        val_fraction: The share to validate on, where `split` is None and the source gives none.
        seed: For that split.
        skip_bad: Leave out samples that cannot be read.
        cache: The folder that decoded images are kept in.
        preprocessing: The document's, when its samples are read again.
        target: The document's, likewise.
        judged: Whether a trained model is to be judged by the samples. Nothing is learnt from them
            then, so that they need not differ, nor have every class.
        usual: Columns that are predicted where `columns` names none and the table has all of them.
    """

    task: Task | None = None
    columns: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    size: tuple[int, int] | None = None
    mode: Mode | None = None
    fit: Fit = "stretch"
    length: int | None = None
    unit: Unit = "character"
    split: AnySplit | None = None
    val_fraction: float = 0.2
    seed: int = 0
    skip_bad: bool = False
    cache: str | Path | None = None
    preprocessing: AnyPreprocessing | None = None
    target: AnyTarget | None = None
    judged: bool = False
    usual: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is out of its range. Raises UsageError that names the argument."""
        if self.task is not None and self.task not in get_args(Task):
            raise UsageError(
                f"there is no task {self.task!r}.", fix=did_you_mean(self.task, get_args(Task))
            )
        if self.unit not in get_args(Unit):
            raise UsageError(
                f"unit: expected 'character' or 'byte', but {self.unit!r} came.",
                fix="give another unit.",
            )
        self.drawn(stratified=True)
        self.reading(self.size or (1, 1), self.mode or "L")
        if self.length is not None and self.length < 1:
            raise UsageError(
                f"length: expected a number of tokens from 1, but {self.length} came.",
                fix="give another length.",
            )

    def among(self, names: Collection[str]) -> tuple[str, ...]:
        """The columns to be predicted, by what is asked for and what a table has."""
        return self.columns or (self.usual if set(self.usual) <= set(names) else ())

    def drawn(self, *, stratified: bool) -> StratifiedSplit | RandomSplit:
        """The split to be drawn where neither the caller nor the source has one."""
        kind = StratifiedSplit if stratified else RandomSplit
        return valid(kind, {"val_fraction": self.val_fraction, "seed": self.seed})

    def reading(self, size: tuple[int, int], mode: str) -> ImagePreprocessing:
        """How images are read, before their mean and std are known.

        Args:
            size: (height, width) in pixels, where none was asked for.
            mode: L or RGB, likewise.
        """
        if isinstance(self.preprocessing, ImagePreprocessing):
            return self.preprocessing
        height, width = _sides(self.size or size)
        mode = self.mode or mode
        values = {"height": height, "width": width, "mode": mode, "fit": self.fit}
        channels = len(mode)
        return valid(
            ImagePreprocessing, {**values, "mean": (0.0,) * channels, "std": (1.0,) * channels}
        )


def as_asked(document: Dataset, cache: str | Path | None) -> Asked:
    """What it takes to read a document's samples again."""
    return Asked(
        task=document.task,
        split=document.split,
        skip_bad=True,
        cache=cache,
        preprocessing=document.preprocessing,
        target=document.target,
    )


def named(columns: str | Sequence[str] | None) -> tuple[str, ...]:
    """Columns as a caller names them: none, one, or several."""
    if columns is None:
        return ()
    return (columns,) if isinstance(columns, str) else tuple(columns)


def _sides(size: Any) -> tuple[int, int]:
    if not isinstance(size, (tuple, list)) or len(size) != 2:
        raise UsageError(
            f"size: expected height and width in pixels, but {size!r} came.",
            fix="give two numbers, such as size=(64, 64).",
        )
    return size[0], size[1]


def valid(kind: type[Any], values: dict[str, Any]) -> Any:
    """A part of the document, or a UsageError that names the argument that is out of range."""
    part: Part
    try:
        part = kind.model_validate(values)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        argument = str(problem["loc"][0])
        expected = problem["msg"][:1].lower() + problem["msg"][1:]
        raise UsageError(
            f"{argument}: {expected}, but {problem['input']!r} came.",
            fix=f"give another {argument}.",
        ) from None
    return part
