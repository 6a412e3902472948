"""`netwright explain`: what speaks for a model's answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer

from netwright.inference.commands.out_files import check_free
from netwright.inference.commands.tables import print_table
from netwright.inference.inside.explainer import Explainer, Explanation
from netwright.inference.inside.heat_map import HeatMap
from netwright.inference.inside.part_effects import ArrayEffects, PartEffects
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


def explain_array(
    explainer: Explainer,
    sample: Any,
    *,
    out: Path | None,
    force: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Write the effects of an array's places as a picture, and print a line about them."""
    from netwright.inference.inside.feature_maps import feature_grid

    target = out or _OUT
    check_free(target, force=force)
    found = explainer(sample, **asked)
    assert isinstance(found, ArrayEffects)
    with atomic_path(target) as partial:
        feature_grid(found.values).save(partial, "png")
    facts = found.to_dict()
    if as_json:
        typer.echo(json.dumps({**facts, "file": str(target)}, ensure_ascii=False))
        return
    place = ",".join(map(str, facts["strongest"]))
    typer.echo(printable(f"{_answer(explainer, found)}  occlusion -> {target}"))
    typer.echo(f"strongest at [{place}]: {facts['effect']:+.3g} to the {_unit(explainer)}")


def explain_parts(explainer: Explainer, sample: Any, *, as_json: bool, **asked: Any) -> None:
    """Print what each column or word has to do with the answer, the strongest first."""
    found = explainer(sample, **asked)
    assert isinstance(found, PartEffects)
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False))
        return
    rows = [(name, f"{effect:+.3g}") for name, effect in found.strongest()]
    typer.echo(printable(_answer(explainer, found)))
    print_table((found.noun, f"adds to the {_unit(explainer)}"), rows)


def _unit(explainer: Explainer) -> str:
    return "value" if isinstance(explainer.model.target, Regression) else "log-odds"


def _answer(explainer: Explainer, found: Explanation) -> str:
    if isinstance(explainer.model.target, Regression):
        return f"{found.label}  {found.probability:.4g}"
    return f"{found.label}  {found.probability:.1%}"
