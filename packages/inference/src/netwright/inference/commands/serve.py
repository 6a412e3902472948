"""Serve models over HTTP, with a page to try them on."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode="rich", add_completion=False)
_EXTRA = ("fastapi", "prometheus_client", "python_multipart", "uvicorn")


@app.command()
def serve(
    models: Annotated[
        list[str],
        typer.Argument(
            metavar="MODEL...",
            help="model.onnx files; NAME=PATH and NAME@VERSION=PATH say what they are called.",
        ),
    ],
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; 0.0.0.0 is all of them.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")
    ] = 8000,
    token_file: Annotated[
        Path | None,
        typer.Option(
            "--token-file",
            metavar="FILE",
            help="Ask clients for the token in this file; or set NETWRIGHT_TOKEN.",
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host", metavar="NAME", help="A name in addresses that leads to this server."
        ),
    ] = None,
    max_batch: Annotated[
        int, typer.Option("--max-batch", min=1, help="Samples that run together at most.")
    ] = 32,
    max_wait_ms: Annotated[
        float,
        typer.Option(
            "--max-wait-ms",
            min=0,
            max=10_000,
            help="How long a request waits for others that are being read.",
        ),
    ] = 5,
    max_body_mb: Annotated[
        float, typer.Option("--max-body-mb", min=0.001, help="The largest request, in MB.")
    ] = 20,
    max_megapixels: Annotated[
        float,
        typer.Option("--max-megapixels", min=0.001, help="The largest image, in million pixels."),
    ] = 50,
    max_samples: Annotated[
        int, typer.Option("--max-samples", min=1, help="The most samples in a request.")
    ] = 256,
    max_requests: Annotated[
        int,
        typer.Option("--max-requests", min=1, help="Requests at once; others are sent away."),
    ] = 512,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, help="Seconds for one request.")
    ] = 30,
    provider: Annotated[
        list[str] | None,
        typer.Option(
            "--provider",
            metavar="NAME",
            help="What to run on: tensorrt, cuda, coreml, directml or cpu; several in order.",
        ),
    ] = None,
    threads: Annotated[
        int | None,
        typer.Option("--threads", min=1, help="Threads of one model; by default all cores."),
    ] = None,
) -> None:
    r"""Serve models over HTTP, with a page to try them on.

    Open the address that it prints in a browser, or send samples to
    /v1/models/NAME/predict. Needs the extra:
    pip install "netwright-inference\[serve]".

    A file that is replaced is taken anew while the server runs. Ctrl-C ends
    it once all requests are answered.

    [bold]Examples[/bold]

      [cyan]netwright serve runs/digits/model.onnx[/cyan]
      [cyan]netwright serve digits@1=old.onnx digits@2=new.onnx prices=prices.onnx[/cyan]

    For other machines, with a token:
      [cyan]netwright serve model.onnx --host 0.0.0.0 --token-file token.txt[/cyan]

    Ask it:
      [cyan]curl -F image=@img.png http://127.0.0.1:8000/v1/models/digits/predict[/cyan]
    """
    _check_installed()
    from netwright.inference.commands.serve_models import TOKEN_VARIABLE, Listening, serve_models
    from netwright.inference.serving.settings import MIB, Settings

    settings = Settings(
        max_batch=max_batch,
        max_wait=max_wait_ms / 1000,
        max_body=int(max_body_mb * MIB),
        max_pixels=int(max_megapixels * 1e6),
        max_samples=max_samples,
        max_requests=max_requests,
        time_limit=timeout,
    )
    listening = Listening(host, port, token_file, os.environ.get(TOKEN_VARIABLE), allow_host or [])
    if serve_models(models, settings, listening, provider or None, threads):
        raise typer.Exit(130)


def _check_installed() -> None:
    from netwright.interfaces.errors import UsageError

    for module in _EXTRA:
        if importlib.util.find_spec(module) is None:
            raise UsageError(
                f"serving needs {module}, which is not installed.",
                fix='pip install "netwright-inference[serve]"',
            )
