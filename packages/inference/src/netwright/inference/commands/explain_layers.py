"""`netwright explain --layers` and `--layer`: what a model's layers give for one sample."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import typer

from netwright.inference.commands.out_files import check_free
from netwright.inference.commands.sparkline import sparkline
from netwright.inference.commands.tables import print_table
from netwright.inference.inside.probe import LayerOutput, Probe
from netwright.inference.inside.statistics import Statistics, statistics_of
from netwright.inference.terminal_text import printable
from netwright.interfaces.files import atomic_path

_HEADS = ("layer", "op", "shape", "mean", "std", "min", "max", "zeros", "lost", "histogram")


def explain_layers(probe: Probe, sample: Any, *, as_json: bool) -> None:
    """Print a row for each layer, or a line of JSON."""
    outputs = {output.id: output for output in probe.run(probe.read([sample]))}
    if as_json:
        for layer in probe.layers:
            if layer.id in outputs:
                typer.echo(_line(outputs[layer.id]))
            elif layer.value is None:
                merged = {"id": layer.id, "op": layer.op, "with": probe.computed_with(layer.id)}
                typer.echo(json.dumps(merged, ensure_ascii=False))
        return
    print_table(_HEADS, [_row(output) for output in outputs.values()], words=3)
    merged_ids = [layer.id for layer in probe.layers if layer.value is None]
    if merged_ids:
        typer.echo()
        typer.echo(printable(f"computed together with the layer after: {', '.join(merged_ids)}"))


def explain_layer(
    probe: Probe, sample: Any, id: str, *, out: Path | None, force: bool, as_json: bool
) -> None:
    """Print what one layer gives, and write it as a picture."""
    from netwright.inference.inside.feature_maps import feature_grid

    probe.layer(id)  # Refused before anything runs.
    target = out or Path(f"{id}.png")
    check_free(target, force=force)
    (output,) = probe.run(probe.read([sample]), [id])
    with atomic_path(target) as partial:
        feature_grid(output.values[0]).save(partial, "png")
    if as_json:
        typer.echo(_line(output, file=str(target)))
        return
    print_table(_HEADS, [_row(output)], words=3)
    typer.echo(f"-> {target}")


def _line(output: LayerOutput, **more: str) -> str:
    facts = dataclasses.asdict(statistics_of(output.values[0]))
    return json.dumps({"id": output.id, "op": output.op, **facts, **more}, ensure_ascii=False)


def _row(output: LayerOutput) -> tuple[str, ...]:
    facts = statistics_of(output.values[0])
    shape = f"[{','.join(map(str, facts.shape))}]"
    numbers = (facts.mean, facts.std, facts.smallest, facts.largest)
    shown = ("-" if number is None else f"{number:.3g}" for number in numbers)
    shares = (f"{share:.1%}" for share in (facts.zeros, facts.non_finite))
    return output.id, output.op, shape, *shown, *shares, _histogram(facts)


def _histogram(facts: Statistics) -> str:
    return "" if facts.histogram is None else sparkline(facts.histogram.counts)
