"""`netwright explain`: what speaks for a model's answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer

from netwright.inference.commands.out_files import check_free
from netwright.inference.commands.tables import print_table
from netwright.inference.inside.column_effects import ColumnEffects
from netwright.inference.inside.explainer import Explainer
from netwright.inference.inside.heat_map import HeatMap
from netwright.inference.terminal_text import printable
from netwright.interfaces.documents.target import Regression
from netwright.interfaces.files import atomic_path

_OUT = Path("explanation.png")
_NAMES = {"cam": "class activation map", "grad-cam": "Grad-CAM", "occlusion": "occlusion"}


def explain_picture(
    explainer: Explainer, path: str, *, out: Path | None, force: bool, as_json: bool, **asked: Any
) -> None:
    """Write the heat map over the picture, and print a line about it."""
    target = out or _OUT
    check_free(target, force=force)
    heat = explainer(path, **asked)
    assert isinstance(heat, HeatMap)
    with atomic_path(target) as partial:
        heat.overlay(path).save(partial, "png")
    if as_json:
        typer.echo(json.dumps({**heat.to_dict(), "file": str(target)}, ensure_ascii=False))
        return
    of = f" of {heat.layer}" if heat.layer else ""
    line = f"{_answer(explainer, heat)}  {_NAMES[heat.method]}{of} -> {target}"
    typer.echo(printable(line))
    if not heat.at_own_size().any():
        typer.echo(f"nothing in the picture speaks for {printable(heat.label)!r}.", err=True)


def explain_row(explainer: Explainer, row: Any, *, as_json: bool, **asked: Any) -> None:
    """Print what each column has to do with the answer, the strongest first."""
    found = explainer(row, **asked)
    assert isinstance(found, ColumnEffects)
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False))
        return
    unit = "value" if isinstance(explainer.model.target, Regression) else "log-odds"
    rows = [(name, f"{effect:+.3g}") for name, effect in found.strongest()]
    typer.echo(printable(_answer(explainer, found)))
    print_table(("column", f"adds to the {unit}"), rows)


def _answer(explainer: Explainer, found: HeatMap | ColumnEffects) -> str:
    if isinstance(explainer.model.target, Regression):
        return f"{found.label}  {found.probability:.4g}"
    return f"{found.label}  {found.probability:.1%}"
