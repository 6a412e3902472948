"""Measure a model file: latency, throughput, memory, cold start, time by operator."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode="rich", add_completion=False)


@app.command()
def bench(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A model.onnx that Netwright wrote.")
    ],
    data: Annotated[
        str | None,
        typer.Option(
            "--data",
            metavar="PATH",
            help="Where inputs come from: images, a table, arrays or texts, as `netwright "
            "predict` takes them. By default they are random.",
        ),
    ] = None,
    batch_sizes: Annotated[
        list[int] | None,
        typer.Option("--batch", metavar="N", min=1, help="A batch size; may be repeated."),
    ] = None,
    threads: Annotated[
        list[int] | None,
        typer.Option(
            "--threads",
            metavar="N",
            min=1,
            help="How many threads work on one layer; may be repeated. By default 1, 2, 4 and so "
            "on up to the processor's cores, at most 8.",
        ),
    ] = None,
    provider: Annotated[
        list[str] | None,
        typer.Option(
            "--provider",
            metavar="NAME",
            help="What to run on: onnxruntime's execution providers, several in order. By default "
            "as `netwright predict`.",
        ),
    ] = None,
    seconds: Annotated[
        float,
        typer.Option("--seconds", min=0.1, help="How long latency and throughput are measured."),
    ] = 6.0,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print one JSON object: seconds, bytes, shares from 0 to 1."),
    ] = False,
) -> None:
    """Measure a model file: latency, throughput, memory, cold start, time by operator.

    [bold]Examples[/bold]

      [cyan]netwright bench runs/digits/model.onnx[/cyan]
      [cyan]netwright bench model.onnx --data photos --batch 1 --batch 64 --threads 2[/cyan]
      [cyan]netwright bench model.onnx --json > bench.json[/cyan]
    """
    from netwright.inference.benchmarking import benchmark
    from netwright.inference.benchmarking.benchmark import BATCH_SIZES
    from netwright.inference.session import silence

    silence()
    found = benchmark(
        model,
        data=data,
        batch_sizes=batch_sizes or BATCH_SIZES,
        threads=threads,
        providers=provider or None,
        seconds=seconds,
        on_step=_tell,
    )
    if as_json:
        typer.echo(json.dumps(found.to_dict()))
        return
    from netwright.inference.commands.bench_page import print_bench

    print_bench(found)


def _tell(step: str) -> None:
    if sys.stderr.isatty():
        typer.echo(f"measuring {step} ...", err=True)
