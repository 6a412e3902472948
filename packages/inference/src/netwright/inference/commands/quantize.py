"""Make a model file smaller or faster, measured, and only if it stays good enough."""

from __future__ import annotations

import json
import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode="rich", add_completion=False)


class _To(str, Enum):
    OPTIMIZED = "optimized"
    FP16 = "fp16"
    INT8 = "int8"
    INT8_STATIC = "int8-static"


class _Level(str, Enum):
    BASIC = "basic"
    EXTENDED = "extended"


@app.command()
def quantize(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A model.onnx that Netwright wrote.")
    ],
    to: Annotated[
        _To,
        typer.Option(
            "--to",
            help="optimized: what can be computed beforehand is. fp16: half the size, for GPUs. "
            "int8: a quarter of the size, as fast. int8-static: a quarter of the size, faster on "
            "most CPUs, calibrated on training samples.",
        ),
    ],
    data: Annotated[
        str | None,
        typer.Option(
            "--data",
            metavar="PATH",
            help="Labelled data to calibrate on and to measure on, or a dataset.json. By default "
            "those of the run in whose folder the model lies.",
        ),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option("--target", metavar="COL", help="Of a table --data: what is to be predicted."),
    ] = None,
    inputs: Annotated[
        str | None,
        typer.Option(
            "--inputs",
            metavar="PATH",
            help="In place of --data: inputs without labels, as `netwright predict` takes them. "
            "Then answers are compared.",
        ),
    ] = None,
    tolerance: Annotated[
        float,
        typer.Option(
            "--tolerance",
            min=0,
            help="How much worse it may be: accuracy, average precision, IoU or R2 by this much, "
            "PSNR or loss by this share; without labels, the share of other answers.",
        ),
    ] = 0.01,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="By default model.int8.onnx beside model.onnx, and so on."
        ),
    ] = None,
    level: Annotated[
        _Level,
        typer.Option(
            "--level",
            help="With --to optimized: basic keeps to standard ONNX operators, extended joins them "
            "into those of onnxruntime.",
        ),
    ] = _Level.BASIC,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file that is in the way.")
    ] = False,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.01, help="How long latencies are measured.")
    ] = 1.5,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object: seconds, bytes, metrics.")
    ] = False,
) -> None:
    """Make a model file smaller or faster, measured, and only if it stays good enough.

    Inputs and outputs stay as they are, so whoever uses the model changes
    nothing. What costs more than --tolerance is refused, and nothing is
    written.

    [bold]Examples[/bold]

      [cyan]netwright quantize runs/digits/model.onnx --to int8-static[/cyan]
      [cyan]netwright quantize model.onnx --to fp16 --data photos --tolerance 0.005[/cyan]
      [cyan]netwright quantize model.onnx --to int8 --inputs photos --out small.onnx[/cyan]
    """
    from netwright.inference.session import silence
    from netwright.inference.transforming import quantization

    silence()
    found = quantization.quantize(
        model,
        to.value,
        data=data,
        inputs=inputs,
        columns=target or (),
        tolerance=tolerance,
        out=out,
        level=level.value,
        force=force,
        seconds=seconds,
        on_step=_tell,
    )
    if as_json:
        typer.echo(json.dumps(found.to_dict()))
        return
    from netwright.inference.commands.quantize_page import print_quantized

    print_quantized(found)


def _tell(step: str) -> None:
    if sys.stderr.isatty():
        typer.echo(f"{step} ...", err=True)
