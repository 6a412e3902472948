"""Look up the layers that networks are made of."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from netwright.layers.layer import Layer
from netwright.layers.pages import page
from netwright.layers.registry import layer_type, layer_types

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)

_WIDTH = 88


@app.command("list")
def list_layers(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a layer.")] = False,
) -> None:
    """List every layer by category, with what it does."""
    kinds = layer_types().values()
    if as_json:
        for kind in kinds:
            typer.echo(json.dumps(_brief(kind), ensure_ascii=False))
        return
    for category, members in page.by_category(kinds):
        typer.echo(f"{category}")
        for kind in members:
            typer.echo(_hanging(f"  {kind.op():<19} ", kind.summary()))
    typer.echo("\nnetwright layers show LAYER tells everything about one.")


@app.command("show")
def show_layer(
    layer: Annotated[str, typer.Argument(help="The layer's name, such as Conv2d.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="The page and the JSON Schema as one JSON object.")
    ] = False,
) -> None:
    """Show a layer: what it computes, its parameters with ranges, an example, its source."""
    kind = layer_type(layer)
    if as_json:
        facts = {"formula": kind.formula, "onnx": kind.onnx, "paper": kind.paper}
        content = {**_brief(kind), **facts, "schema": kind.model_json_schema()}
        typer.echo(json.dumps(content, ensure_ascii=False))
        return
    for line in _page(kind):
        typer.echo(line)


def _brief(kind: type[Layer]) -> dict[str, Any]:
    return {"op": kind.op(), "category": kind.category, "summary": kind.summary()}


def _page(kind: type[Layer]) -> Iterable[str]:
    yield _hanging("", f"{kind.op()}: {kind.summary()}")
    for paragraph in page.details(kind):
        yield ""
        yield _hanging("  ", paragraph)
    yield ""
    for name, fact in page.facts(kind).items():
        yield _hanging(f"  {name:<10}", fact)
    if rows := page.parameters(kind):
        yield "\n  parameters"
        yield from (line for row in rows for line in _parameter(row))


def _parameter(row: page.Parameter) -> Iterable[str]:
    yield f"    {row.name}  ({row.default})"
    yield _hanging("      ", row.sentences())


def _hanging(start: str, text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=start, subsequent_indent=" " * len(start))
