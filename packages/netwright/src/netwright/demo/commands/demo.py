"""Train on handwritten digits, export and predict: everything once, in a minute."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the digits and the run are written.")] = Path(
        "netwright-demo"
    ),
    epochs: Annotated[int, typer.Option(help="Passes over the digits.", min=1)] = 12,
    seed: Annotated[int, typer.Option(help="Same seed, same machine, same result.", min=0)] = 0,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "auto",
) -> None:
    """Train on handwritten digits, export to ONNX and use the model: everything once.

    It needs no network: the 1,797 digits (UCI, CC BY 4.0) come with Netwright. Each step names the
    command that does the same with your own data.
    """
    from netwright.demo.journey import run_demo

    run_demo(folder, epochs=epochs, seed=seed, device=device)
