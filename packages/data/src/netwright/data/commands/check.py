"""`netwright data check`: what a person should know of a data set before training on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Optional

import typer

from netwright.data.commands.options import (
    AsJson,
    DataPath,
    Ignored,
    Length,
    Side,
    SplitWords,
    Targets,
    TaskName,
    Unit,
)


def check(
    path: DataPath,
    target: Targets = None,
    task: TaskName = "",
    ignore: Ignored = None,
    words: SplitWords = "",
    size: Side = None,
    length: Length = None,
    unit: Unit = "",
    page: Annotated[
        Optional[Path],  # noqa: UP045 typer reads this at run time, on Python 3.10 too
        typer.Option("--page", metavar="FILE.html", help="Write the findings with pictures, too."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look for what would mislead: broken files, duplicates, wrong labels, leaks, imbalance.

    The exit code is 1 when training on the data would mislead, else 0.

    Examples:

        netwright data check pets --page check.html

        netwright data check flowers.csv --target species --json
    """
    from netwright.data.checking import as_text, check_data, write_page
    from netwright.data.commands.arguments import prepare_arguments
    from netwright.data.opening import is_document, open_data

    asked = prepare_arguments(
        target=target,
        task=task,
        ignore=ignore,
        split=words,
        size=size,
        length=length,
        unit=unit,
        skip_bad=not is_document(path),
    )
    prepared = open_data(path, **asked)
    report = check_data(prepared)
    if page is not None:
        write_page(report, prepared, page)
    for note in () if as_json else prepared.notes:
        typer.echo(f"note  {note}")
    typer.echo(json.dumps(report.to_dict(), ensure_ascii=False) if as_json else as_text(report))
    if page is not None and not as_json:
        typer.echo(f"page  {page}")
    if report.is_misleading:
        raise typer.Exit(1)
