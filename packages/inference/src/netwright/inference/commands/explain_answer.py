"""`netwright explain`: what speaks for a model's answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
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


def explain_as_picture(
    explainer: Explainer, sample: Any, *, out: Path | None, force: bool, as_json: bool, **asked: Any
) -> None:
    """Write the map of a picture or an array as a picture, and print a line about it."""
    target = out or _OUT
    check_free(target, force=force)
    found = explainer(sample, **asked)
    assert isinstance(found, (HeatMap, ArrayEffects))
    with atomic_path(target) as partial:
        if isinstance(found, HeatMap):
            found.overlay(sample).save(partial, "png")
        else:
            from netwright.inference.inside.feature_maps import feature_grid

            feature_grid(found.values).save(partial, "png")
    if as_json:
        typer.echo(json.dumps({**found.to_dict(), "file": str(target)}, ensure_ascii=False))
        return
    typer.echo(printable(f"{_answer(explainer, found)}  {_how(found)} -> {target}"))
    for line in _remarks(explainer, found):
        typer.echo(printable(line))


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


def _how(found: HeatMap | ArrayEffects) -> str:
    if isinstance(found, ArrayEffects):
        return _NAMES["occlusion"]
    return _NAMES[found.method] + (f" of {found.layer}" if found.layer else "")


def _remarks(explainer: Explainer, found: HeatMap | ArrayEffects) -> Iterator[str]:
    if isinstance(found, ArrayEffects):
        facts = found.to_dict()
        place = ",".join(map(str, facts["strongest"]))
        yield f"strongest at [{place}]: {facts['effect']:+.3g} to the {_unit(explainer)}"
    elif not found.at_own_size().any():
        yield f"nothing in the picture speaks for {found.label!r}."


def _unit(explainer: Explainer) -> str:
    return "value" if isinstance(explainer.model.target, Regression) else "log-odds"


def _answer(explainer: Explainer, found: Explanation) -> str:
    if isinstance(explainer.model.target, Regression):
        return f"{found.label}  {found.probability:.4g}"
    return f"{found.label}  {found.probability:.1%}"
