"""`netwright data preview`: see what the network will see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from netwright.data.commands.options import (
    DataPath,
    Ignored,
    Length,
    Side,
    SkipBad,
    Targets,
    TaskName,
    Unit,
)

if TYPE_CHECKING:
    from netwright.data.samples import Prepared
    from netwright.interfaces.documents.recipe import Recipe


def preview(
    path: DataPath,
    target: Targets = None,
    task: TaskName = "",
    ignore: Ignored = None,
    size: Side = None,
    length: Length = None,
    unit: Unit = "",
    skip_bad: SkipBad = False,
    out: Annotated[Path, typer.Option(help="The folder that the pictures go to.")] = Path(
        "preview"
    ),
    count: Annotated[int, typer.Option(help="Samples on the contact sheet.", min=1)] = 48,
    recipe: Annotated[
        Optional[Path],  # noqa: UP045 typer reads this at run time, on Python 3.10 too
        typer.Option(help="A recipe whose augmentation is shown, too.", metavar="RECIPE"),
    ] = None,
) -> None:
    """Write a labelled contact sheet of samples, after augmentation too, and charts of the data.

    Examples:

        netwright data preview pets

        netwright data preview pets --recipe recipe.toml --out look
    """
    from netwright.data.commands.arguments import prepare_arguments
    from netwright.data.opening import open_data
    from netwright.interfaces.documents.recipe import Recipe

    asked = None if recipe is None else Recipe.read(recipe)
    arguments = prepare_arguments(
        target=target,
        task=task,
        ignore=ignore,
        split="",
        size=size,
        length=length,
        unit=unit,
        skip_bad=skip_bad,
    )
    prepared = open_data(path, **arguments)
    out.mkdir(parents=True, exist_ok=True)
    for line in _written(prepared, out, count, asked):
        typer.echo(line)


def _written(data: Prepared, out: Path, count: int, recipe: Recipe | None) -> list[str]:
    """Write all pictures; a line for each, and for what was measured."""
    from netwright.data.previewing import write_charts, write_sheets
    from netwright.data.previewing.measures import measures, sizes_of

    sheets = write_sheets(data, out, count=count, recipe=recipe)
    charts = write_charts(data, out, sizes_of(data))
    lines = [f"{name:12}{text}" for name, text in measures(data).items()]
    return lines + [f"{name:12}{path}" for name, path in {**sheets, **charts}.items()]
