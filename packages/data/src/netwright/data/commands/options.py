"""Options that several commands take, each described once."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

DataPath = Annotated[
    str,
    typer.Argument(
        metavar="PATH",
        help="A folder of images or texts, a table, a file of arrays, or tar files of samples.",
    ),
]
Targets = Annotated[
    Optional[list[str]],  # noqa: UP045 typer reads this at run time, on Python 3.10 too
    typer.Option("--target", metavar="COL", help="A column to be predicted; may be repeated."),
]
Ignored = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--ignore", metavar="COL", help="A column that is not looked at; repeatable."),
]
TaskName = Annotated[
    str,
    typer.Option("--task", help="What is to be learnt, where the data allows several tasks."),
]
Side = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--size", help="Height and width that images are read at.", min=1),
]
SplitWords = Annotated[
    str,
    typer.Option(
        "--split",
        metavar="SPLIT",
        help="stratified, random, grouped:COL, time:COL, fold:K/N[:COL], given or "
        "given:COL[:TRAIN:VAL]. Left out: as the data give it, else drawn with the same share of "
        "every class.",
    ),
]
ValFraction = Annotated[
    Optional[float],  # noqa: UP045
    typer.Option("--val-fraction", help="The share to validate on.", show_default="0.2"),
]
Length = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--length", help="Tokens in one sample of text.", min=1),
]
Unit = Annotated[str, typer.Option("--unit", help="What a token of text is: character or byte.")]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help="Leave out samples that cannot be read.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
