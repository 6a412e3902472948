"""Check a network, see what it is made of, draw it, write it as PyTorch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import NetwrightError
from netwright.interfaces.files import write_atomic

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, help=__doc__)

_File = Annotated[
    str,
    typer.Argument(
        help="A network file (JSON), or the name of a network that comes with Netwright.",
        metavar="FILE",
        show_default=False,
    ),
]


@app.command("check")
def check_network(
    file: _File,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, good or bad.")] = False,
) -> None:
    """Tell whether a network can be built, and if not, where the mistake is and how to mend it.

    Examples:

        netwright network check net.json

        netwright network check residual --json

    Exit code 0: it can. 1: there is a mistake in it. 2: the file is missing or no JSON.
    """
    from netwright.layers.seeing.summary import summarize

    content = _content(file)
    try:
        summary = summarize(Network.from_dict(content, source=file)).to_dict()
    except NetwrightError as error:
        typer.echo(json.dumps(_refusal(error), ensure_ascii=False) if as_json else error.render())
        raise typer.Exit(1) from None
    found = {"ok": True, **{key: summary[key] for key in _ESSENTIALS}}
    typer.echo(json.dumps(found, ensure_ascii=False) if as_json else _good_news(found))


@app.command("summary")
def summarize_network(
    file: _File,
    batch_size: Annotated[
        int, typer.Option(help="Samples at once, for the memory of activations.", min=1)
    ] = 1,
    blocks: Annotated[
        bool, typer.Option("--blocks", help="Show the layers in blocks too, indented.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object: every layer and number, exact.")
    ] = False,
) -> None:
    """Show a network as a table: every layer with its shape, parameters and multiply-adds.

    Examples:

        netwright network summary net.json --batch-size 32

        netwright network summary residual --blocks

    Sizes that were left out of the file are shown as they were found. Multiply-adds are those of
    matrix products and convolutions. Activations are the tensors between layers: in inference each
    is freed after its last reader, in training all are kept for the backward pass.
    """
    from netwright.layers.seeing.summary import summarize

    summary = summarize(_network(file), batch_size=batch_size)
    if as_json:
        typer.echo(json.dumps(summary.to_dict(), ensure_ascii=False))
    else:
        typer.echo(summary.table(blocks=blocks))


@app.command("diagram")
def draw_network(
    file: _File,
    out: Annotated[
        Optional[Path],  # noqa: UP045 typer reads this at run time, on Python 3.10 too
        typer.Option(
            help="The picture, .svg or .png. Left out: an SVG named as the network, here.",
            show_default=False,
        ),
    ] = None,
    blocks: Annotated[
        bool, typer.Option("--blocks", help="Draw what is in blocks too, each in a frame.")
    ] = False,
) -> None:
    """Draw a network: layers as boxes, the shape of what flows on the arrows between them.

    Examples:

        netwright network diagram net.json

        netwright network diagram residual --blocks --out residual.png

    An arrow that passes by other layers, as in a skip connection, is drawn thicker and in red. A
    picture of that name that is there already is replaced. Drawing needs Graphviz: pip install
    'netwright-layers[diagram]'.
    """
    from netwright.layers.seeing.drawing import draw

    picture = draw(_network(file), out or Path(f"{Path(file).stem}.svg"), blocks=blocks)
    typer.echo(f"drawn: {picture}")


@app.command("code")
def write_code(
    file: _File,
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="The Python file to write. Left out: it is printed."),
    ] = None,
) -> None:
    """Write a network as plain PyTorch: one Python file that imports torch and nothing else.

    Examples:

        netwright network code net.json

        netwright network code resnet-18 --out resnet18.py

    Its class has the same state_dict keys as the module that Netwright trains, so the weights of a
    run can be loaded into it. A file of that name that is there already is replaced.
    """
    from netwright.layers.source import to_python

    text = to_python(_network(file))
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_atomic(out, text)
        typer.echo(f"written: {out}")


_ESSENTIALS = ("name", "inputs", "outputs", "layers", "parameters")


def _content(file: str) -> Any:
    """What is in the file, or in the library under that name; not checked yet."""
    from netwright.layers.library import library_network, names_a_file

    if names_a_file(file):
        return Network.read_content(file)
    return library_network(file).model_dump()


def _network(file: str) -> Network:
    return Network.from_dict(_content(file), source=file)


def _good_news(found: dict[str, Any]) -> str:
    inputs, outputs = (_shapes(found[side]) for side in ("inputs", "outputs"))
    layers, parameters = (_count(found[key], key[:-1]) for key in ("layers", "parameters"))
    return f"ok: {inputs} → {outputs}, {layers}, {parameters}"


def _shapes(flows: dict[str, Any]) -> str:
    return ", ".join(
        f"{name} [{','.join(map(str, flow['shape']))}]" for name, flow in flows.items()
    )


def _count(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _refusal(error: NetwrightError) -> dict[str, Any]:
    kind = type(error).__name__
    parts = {"message": error.message, "places": error.places, "fix": error.fix}
    return {"ok": False, "error": {"kind": kind, **parts}}
