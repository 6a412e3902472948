"""Run workflows of ComfyUI that are made of Netwright's nodes, without ComfyUI."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def comfyui() -> None:
    """Run workflows of ComfyUI that are made of Netwright's nodes, without ComfyUI."""


@app.command()
def run(
    workflow: Annotated[
        Path,
        typer.Argument(
            help="What ComfyUI saves (Workflow > Save) or exports (Workflow > Export (API)).",
            metavar="WORKFLOW.json",
            show_default=False,
        ),
    ],
    base: Annotated[
        Path,
        typer.Option(
            "--base",
            metavar="FOLDER",
            help="The folder that holds input, output and models, such as that of a ComfyUI.",
        ),
    ] = Path(),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what each node shows as a line of JSON.")
    ] = False,
) -> None:
    """Run a workflow made of Netwright's nodes as ComfyUI would, without it.

    Examples:

        netwright comfyui run digits.json

        netwright comfyui run digits.json --base ComfyUI

    The weights are bit for bit those that ComfyUI's run gives on the same machine, and those of
    `netwright train` on the run's own documents. Press Ctrl-C to stop a training early, its work
    kept.
    """
    from ..standalone.running import run_workflow

    raise typer.Exit(run_workflow(workflow, base, as_json=as_json))
