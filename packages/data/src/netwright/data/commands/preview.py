"""`netwright data preview`: see what the network will see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from netwright.data.commands.options import DataPath, Ignored, Side, Targets, TaskName

if TYPE_CHECKING:
    from netwright.data.samples import Prepared
    from netwright.interfaces.documents.recipe import Recipe


def preview(
    path: DataPath,
    target: Targets = None,
    task: TaskName = "",
    ignore: Ignored = None,
    size: Side = None,
    out: Annotated[Path, typer.Option(help="The folder that the pictures go to.")] = Path(
        "preview"
    ),
    count: Annotated[int, typer.Option(help="Samples on the contact sheet.", min=1)] = 48,
    recipe: Annotated[
        Optional[Path],  # noqa: UP045 typer reads this at run time, on Python 3.10 too
        typer.Option(help="A recipe whose augmentation is shown, too.", metavar="RECIPE"),
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave out samples that cannot be read.")
    ] = False,
) -> None:
    """Write a labelled contact sheet of samples, after augmentation too, and charts of the data.

    Examples:

        netwright data preview pets

        netwright data preview pets --recipe recipe.toml --out look
    """
    from netwright.data.preparation import prepare
    from netwright.interfaces.documents.recipe import Recipe

    asked = None if recipe is None else Recipe.read(recipe)
    prepared = prepare(
        path,
        target=target,
        task=task or None,  # type: ignore[arg-type]
        ignore=ignore or (),
        size=None if size is None else (size, size),
        skip_bad=skip_bad,
    )
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
