"""Predict with a model file, without torch: images, tables, arrays and texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode="rich", add_completion=False)


@app.command()
def predict(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A model.onnx that Netwright wrote.")
    ],
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="What the model reads: images, tables (.csv, .tsv, .parquet), arrays (.npy, "
            ".npz) or texts (.txt); also folders of them, and patterns such as 'photos/*.jpg'.",
        ),
    ],
    top: Annotated[
        int | None,
        typer.Option(
            "--top", metavar="K", min=1, help="Show the K most probable labels or tokens."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line, in UTF-8.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="PATH",
            help="The file to write: a table (.csv, .tsv) or JSON lines (.jsonl). Of masks and "
            "pictures: the folder, by default 'predictions'; of one image also a .png file.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace what --out finds in its place.")
    ] = False,
    array: Annotated[
        str | None,
        typer.Option("--array", metavar="NAME", help="Which array of an .npz file to take."),
    ] = None,
    tokens: Annotated[
        int | None,
        typer.Option("--continue", metavar="N", min=1, help="Go on with each text for N tokens."),
    ] = None,
    temperature: Annotated[
        float | None,
        typer.Option(
            "--temperature",
            min=0,
            help="With --continue: 0 takes the most probable token, 1 (the default) draws by "
            "probability.",
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", min=0, help="With --continue: the same seed, the same text."),
    ] = None,
    provider: Annotated[
        list[str] | None,
        typer.Option(
            "--provider",
            metavar="NAME",
            help="What to run on: tensorrt, cuda, coreml, directml or cpu; several in order. By "
            "default those of them that start.",
        ),
    ] = None,
    threads: Annotated[
        int | None,
        typer.Option(
            "--threads", metavar="N", min=1, help="CPU threads; by default the cores, at most 8."
        ),
    ] = None,
) -> None:
    """Predict with a model file, without torch: images, tables, arrays and texts.

    Results go to stdout, in the order of the inputs: a line for each, or the
    rows of a table with columns of answers; with --out into a file. Masks and
    pictures are files in the folder --out. For an input that cannot be read,
    stderr says why; the others are still predicted, and the exit code is 2.
    What the model runs on is said on stderr where it is not just the CPU.

    [bold]Examples[/bold]

    One image; a folder, with the three most probable labels:
      [cyan]netwright predict runs/digits/model.onnx img.png[/cyan]
      [cyan]netwright predict model.onnx photos --top 3[/cyan]

    A table of all photos; for another program:
      [cyan]netwright predict model.onnx photos --out photos.csv[/cyan]
      [cyan]netwright predict model.onnx photos --json > predictions.jsonl[/cyan]

    A table, with the answers in further columns:
      [cyan]netwright predict model.onnx houses.csv --out prices.csv[/cyan]

    Masks of a folder of photos:
      [cyan]netwright predict model.onnx photos --out masks[/cyan]

    How a text goes on:
      [cyan]netwright predict model.onnx start.txt --continue 200[/cyan]
    """
    from netwright.inference.answer_pictures import gives_pictures
    from netwright.inference.commands.predict_options import check_options, tell_providers
    from netwright.inference.predictor import Predictor
    from netwright.inference.session import silence
    from netwright.interfaces.documents.preprocessing import TablePreprocessing

    silence()
    predictor = Predictor(model, providers=provider or None, threads=threads)
    with_tokens = {"--temperature": temperature, "--seed": seed}
    check_options(
        predictor.model, top=top, array=array, tokens=tokens, out=out, with_tokens=with_tokens
    )
    tell_providers(predictor, threads, asked=bool(provider or threads))
    preprocessing = predictor.model.preprocessing
    if tokens is not None:
        from netwright.inference.commands.continue_texts import continue_texts

        heat = 1.0 if temperature is None else temperature
        continue_texts(predictor, inputs, tokens, temperature=heat, seed=seed)
    elif isinstance(preprocessing, TablePreprocessing):
        from netwright.inference.commands.predict_rows import predict_rows

        predict_rows(
            predictor, preprocessing, inputs, top=top or 1, as_json=as_json, out=out, force=force
        )
    elif gives_pictures(predictor.model):
        from netwright.inference.commands.predict_pictures import predict_pictures

        folder = out or Path("predictions")
        predict_pictures(predictor, inputs, as_json=as_json, out=folder, force=force)
    else:
        from netwright.inference.commands.predict_lines import predict_lines

        predict_lines(
            predictor, inputs, top=top or 1, as_json=as_json, array=array, out=out, force=force
        )
