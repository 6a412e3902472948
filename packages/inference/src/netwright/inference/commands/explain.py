"""Look inside a model: where in a picture it looks, what each layer gives."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(rich_markup_mode="rich", add_completion=False)


@app.command()
def explain(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A model.onnx that Netwright wrote.")
    ],
    sample: Annotated[
        str | None,
        typer.Argument(metavar="SAMPLE", help="One image, table, .npy or .npz file, or text."),
    ] = None,
    label: Annotated[
        str | None,
        typer.Option(
            "--class",
            metavar="NAME",
            help="The class, label or column to explain; by default the most probable, or the "
            "first column.",
        ),
    ] = None,
    method: Annotated[
        str | None,
        typer.Option(
            "--method",
            metavar="NAME",
            help="cam, grad-cam or occlusion; by default the first of them that fits the model.",
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="LAYER",
            help="For cam and grad-cam: the layer whose feature maps are taken; by default the "
            "last that still has places.",
        ),
    ] = None,
    patch: Annotated[
        int | None,
        typer.Option(
            "--patch",
            metavar="N",
            min=1,
            help="For occlusion: the side of the patch, in pixels of the model's input.",
        ),
    ] = None,
    layers: Annotated[
        bool, typer.Option("--layers", help="Show what every layer gives for the sample.")
    ] = False,
    layer: Annotated[
        str | None,
        typer.Option("--layer", metavar="LAYER", help="Write what this layer gives as a picture."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="The PNG to write; by default 'explanation.png', with --layer 'LAYER.png'.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace what --out or --embed finds in its place.")
    ] = False,
    row: Annotated[
        int | None,
        typer.Option(
            "--row",
            metavar="N",
            min=1,
            help="Which sample of a table or of arrays; by default the first.",
        ),
    ] = None,
    array: Annotated[
        str | None,
        typer.Option("--array", metavar="NAME", help="Which array of an .npz file to take."),
    ] = None,
    embed: Annotated[
        Path | None,
        typer.Option(
            "--embed",
            metavar="FILE",
            help="Write a model.onnx that gives its class activation maps as one more output.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON, one object a line, in UTF-8.")
    ] = False,
) -> None:
    """Look inside a model: where in a picture it looks, what each layer gives.

    Without an option, a heat map over the picture shows what speaks for the
    most probable class; of a row of a table its columns, and of a text its
    words are listed with what they add. Layers go by their names in the
    network's document.

    [bold]Examples[/bold]

    What speaks for the answer, and for another class:
      [cyan]netwright explain model.onnx photo.jpg[/cyan]
      [cyan]netwright explain model.onnx photo.jpg --class cat --out cat.png[/cyan]
      [cyan]netwright explain model.onnx houses.csv --row 12[/cyan]

    What the layers give:
      [cyan]netwright explain model.onnx photo.jpg --layers[/cyan]
      [cyan]netwright explain model.onnx photo.jpg --layer conv1 --out maps.png[/cyan]

    A model file that gives class activation maps to every client:
      [cyan]netwright explain model.onnx --embed model.cam.onnx[/cyan]
    """
    from netwright.inference.commands.explain_answer import explain_as_picture, explain_parts
    from netwright.inference.commands.explain_layers import explain_layer, explain_layers
    from netwright.inference.commands.explain_options import check_for_model, check_together
    from netwright.inference.commands.one_sample import one_sample
    from netwright.inference.inside.explainer import Explainer
    from netwright.inference.inside.probe import Probe
    from netwright.inference.session import silence

    silence()
    given = {
        "MODEL": model,
        "SAMPLE": sample,
        "--class": label,
        "--method": method,
        "--at": at,
        "--patch": patch,
        "--layers": layers,
        "--layer": layer,
        "--out": out,
        "--force": force,
        "--row": row,
        "--array": array,
        "--embed": embed,
        "--json": as_json,
    }
    check_together(given)
    if as_json and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    if sample is None:
        assert embed is not None
        _embed(model, embed, at, force=force)
        return
    if layers or layer is not None:
        probe = Probe(model)
        check_for_model(probe.model, given, explained=False)
        seen = one_sample(probe.model, sample, row=row or 1, array=array)
        if layer is None:
            explain_layers(probe, seen, as_json=as_json)
        else:
            explain_layer(probe, seen, layer, out=out, force=force, as_json=as_json)
        return
    explainer = Explainer(model, layer=at)
    check_for_model(explainer.model, given, explained=True)
    asked: dict[str, Any] = {"label": label, "method": method, "patch": patch}
    seen = one_sample(explainer.model, sample, row=row or 1, array=array)
    if explainer.model.preprocessing.kind in ("table", "text"):
        explain_parts(explainer, seen, as_json=as_json, **asked)
    else:
        explain_as_picture(explainer, seen, out=out, force=force, as_json=as_json, **asked)


def _embed(model: str, out: Path, layer: str | None, *, force: bool) -> None:
    from netwright.inference.commands.out_files import check_free
    from netwright.inference.inside.embedding import OUTPUT, embed_class_activation

    check_free(out, force=force)
    embed_class_activation(model, out, layer=layer)
    typer.echo(f"{out} gives {OUTPUT!r} beside the answers.")
