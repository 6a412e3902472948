"""`netwright train --dry-run`: what a dry run gave, told line by line."""

from __future__ import annotations

import json
import textwrap
from typing import Any

import typer

from netwright.interfaces.documents import Network, Recipe

_COLUMNS = 96


def tell_dry_run(
    network: Network | None, prepared: Any, recipe: Recipe, device: str, as_json: bool
) -> None:
    """Print each result as it comes; ends with exit code 1 where one is bad news."""
    from netwright.training.trial import dry_run

    bad = 0
    for result in dry_run(network, prepared, recipe, device=device):
        bad += not result.good
        if as_json:
            typer.echo(json.dumps(result.to_dict(), ensure_ascii=False))
            continue
        typer.echo(_wrapped(f"{'ok ' if result.good else 'bad'} {result.look:<11}", result.message))
        if result.fix:
            typer.echo(_wrapped(" " * 15 + "fix: ", result.fix))
    if bad:
        raise typer.Exit(1)


def _wrapped(head: str, text: str) -> str:
    return textwrap.fill(
        text,
        _COLUMNS,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_on_hyphens=False,
        break_long_words=False,
    )
