"""Show what a model file holds: labels, preprocessing, metrics, parity and graph."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode="rich", add_completion=False)


@app.command()
def inspect(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A model.onnx that Netwright wrote.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything as one JSON object, in UTF-8.")
    ] = False,
) -> None:
    """Show what a model file holds: labels, preprocessing, metrics, parity and graph.

    Nothing is run; the model says all this about itself.

    [bold]Examples[/bold]

      [cyan]netwright inspect runs/digits/model.onnx[/cyan]
      [cyan]netwright inspect model.onnx --json[/cyan]
    """
    from netwright.inference.commands.model_page import model_page
    from netwright.inference.graph_facts import read_graph_facts
    from netwright.inference.model_file import read_model_file

    file = read_model_file(model)
    facts = read_graph_facts(file)
    if not as_json:
        typer.echo(model_page(file, facts))
        return
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    content = {
        "model": file.model.model_dump(mode="json"),
        "file": {"path": model, "bytes": len(file.content), **dataclasses.asdict(facts)},
    }
    typer.echo(json.dumps(content, ensure_ascii=False))
