"""Show what a model file holds: labels, preprocessing, metrics, parity and graph."""

from __future__ import annotations

import dataclasses
import json
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

    Nothing is run; the model says all this about itself. What it would run on
    is said by onnxruntime: its providers in the order in which they are tried.

    [bold]Examples[/bold]

      [cyan]netwright inspect runs/digits/model.onnx[/cyan]
      [cyan]netwright inspect model.onnx --json[/cyan]
    """
    from netwright.inference.commands.model_page import model_page
    from netwright.inference.commands.result_file import utf8_stdout
    from netwright.inference.graph_facts import read_graph_facts
    from netwright.inference.model_file import read_model_file
    from netwright.inference.providers import automatic, short_name
    from netwright.inference.session import default_threads

    file = read_model_file(model)
    facts, providers = read_graph_facts(file), list(map(short_name, automatic()))
    if not as_json:
        typer.echo(model_page(file, facts, providers, default_threads()))
        return
    utf8_stdout()
    content = {
        "model": file.model.model_dump(mode="json"),
        "file": {"path": model, "bytes": len(file.content), **dataclasses.asdict(facts)},
        "runs_on": {"providers": providers, "threads": default_threads()},
    }
    typer.echo(json.dumps(content, ensure_ascii=False))
