"""Options that several commands take, each described once."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

DataPath = Annotated[
    str,
    typer.Argument(
        metavar="PATH", help="A folder of images or texts, a table, or a file of arrays."
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
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
