"""`netwright data split`: draw a split once, see it, and keep it in a dataset document."""

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
    SkipBad,
    SplitWords,
    Targets,
    TaskName,
    Unit,
    ValFraction,
)


def split(
    path: DataPath,
    target: Targets = None,
    task: TaskName = "",
    ignore: Ignored = None,
    words: SplitWords = "",
    val_fraction: ValFraction = None,
    seed: Annotated[int, typer.Option(help="Same seed and data, same split.", min=0)] = 0,
    size: Side = None,
    length: Length = None,
    unit: Unit = "",
    skip_bad: SkipBad = False,
    out: Annotated[
        Optional[Path],  # noqa: UP045 typer reads this at run time, on Python 3.10 too
        typer.Option(metavar="FILE.json", help="The document. Left out: NAME.dataset.json."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Split data for training and validation, and write a dataset document that keeps the split.

    Examples:

        netwright data split iris.csv --target species --out iris.json

        netwright data split scans.csv --target tumour --split grouped:patient

        netwright train --data iris.json
    """
    from netwright.data.commands.arguments import prepare_arguments
    from netwright.data.preparation import prepare
    from netwright.data.split_counts import split_counts

    asked = prepare_arguments(
        target=target,
        task=task,
        ignore=ignore,
        split=words,
        val_fraction=val_fraction,
        seed=seed,
        size=size,
        length=length,
        unit=unit,
        skip_bad=skip_bad,
    )
    prepared = prepare(path, **asked)
    counts = split_counts(prepared)
    written = out or Path(f"{prepared.document.name}.dataset.json")
    prepared.document.write(written)
    if as_json:
        sides = {name: {"train": a, "val": b} for name, (a, b) in counts.items()}
        typer.echo(json.dumps({"document": str(written), "counts": sides}, ensure_ascii=False))
        return
    for line in (*prepared.notes, *_table(counts)):
        typer.echo(line)
    typer.echo(f"document  {written}\nuse it    netwright train --data {written}")


def _table(counts: dict[str, tuple[int, int]]) -> list[str]:
    """A line for each entry, its two numbers under each other."""
    rows = [("", "train", "val"), *((name, str(a), str(b)) for name, (a, b) in counts.items())]
    first, second, third = (max(map(len, column)) for column in zip(*rows, strict=True))
    return [f"{name:{first}}  {a:>{second}}  {b:>{third}}" for name, a, b in rows]
