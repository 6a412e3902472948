"""Compare two model files, such as a model and its quantised form, layer by layer."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.inference.inside.comparison import Comparison
    from netwright.inference.inside.differences import LayerDifference
    from netwright.inference.inside.probe import Probe

app = typer.Typer(rich_markup_mode="rich", add_completion=False)


@app.command()
def compare(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A model.onnx: what is measured against.")
    ],
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="Another, such as the same one quantised.")
    ],
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="What both read: images, tables, arrays or texts; also folders of them, and "
            "patterns such as 'photos/*.jpg'.",
        ),
    ],
    samples: Annotated[
        int, typer.Option("--samples", metavar="N", min=1, help="Take the first N of the inputs.")
    ] = 32,
    tolerance: Annotated[
        float,
        typer.Option(
            "--tolerance",
            min=0,
            help="The relative error that a layer may have: the norm of the difference over that "
            "of what MODEL gives.",
        ),
    ] = 0.1,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything as one JSON object, in UTF-8.")
    ] = False,
) -> None:
    """Compare two model files, such as a model and its quantised form, layer by layer.

    Layers go by their names in the network's document. The exit code is 1
    where a layer is past the tolerance.

    [bold]Examples[/bold]

      [cyan]netwright compare model.onnx model.int8.onnx photos[/cyan]
      [cyan]netwright compare old.onnx new.onnx table.csv --samples 200 --json[/cyan]
    """
    from netwright.inference.inside.comparison import compare_probes, open_both
    from netwright.inference.session import silence

    silence()
    one, second = open_both(model, other)
    found = compare_probes(one, second, _raw(one, inputs, samples), tolerance=tolerance)
    if as_json:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False))
    else:
        _show(found)
    if found.first_divergence is not None:
        raise typer.Exit(1)


def _raw(probe: Probe, inputs: list[str], samples: int) -> NDArray[Any]:
    import numpy as np

    from netwright.inference.given_inputs import given_inputs

    parts: list[NDArray[Any]] = []
    for path in inputs:
        if (missing := samples - sum(map(len, parts))) > 0:
            parts.append(given_inputs(probe.model, path, missing))
    return np.concatenate(parts)


def _show(found: Comparison) -> None:
    from netwright.inference.commands.tables import print_table
    from netwright.inference.terminal_text import printable

    heads = ("layer", "op", "max diff", "mean diff", "relative", "SQNR dB", "cosine")
    print_table(heads, map(_row, found.layers), words=2)
    typer.echo()
    for name, ids in (("MODEL", found.only_first), ("OTHER", found.only_second)):
        if ids:
            typer.echo(printable(f"only in {name}: {', '.join(ids)}"))
    typer.echo(printable(_verdict(found)))


def _row(layer: LayerDifference) -> tuple[str, ...]:
    numbers = (layer.max_abs, layer.mean_abs, layer.relative)
    shown = (*(f"{number:.3g}" for number in numbers), f"{layer.sqnr_db:.1f}")
    return layer.id, layer.op, *shown, f"{layer.cosine:.6f}"


def _verdict(found: Comparison) -> str:
    count = f"{found.samples} sample{'s' if found.samples > 1 else ''}"
    first = found.first_divergence
    if first is None:
        return f"every layer is within a relative error of {found.tolerance:g} on {count}."
    worst = first.worst
    index = ",".join(map(str, worst.index))
    return (
        f"{first.id!r} ({first.op}) is the first layer past a relative error of "
        f"{found.tolerance:g} on {count}: {first.relative:.3g}. Farthest apart is sample "
        f"{worst.sample} at [{index}]: {worst.first:.6g} and {worst.second:.6g}."
    )
