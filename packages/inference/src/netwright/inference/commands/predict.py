"""Predict images with a model file: labels and probabilities, without torch."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from netwright.inference.prediction import Prediction
    from netwright.interfaces.errors import NetwrightError

app = typer.Typer(rich_markup_mode="rich", add_completion=False)

# Beyond this a long path moves its own line to the right, not all of them.
_WIDEST_PATH = 60


@app.command()
def predict(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A model.onnx that Netwright wrote.")
    ],
    images: Annotated[
        list[str],
        typer.Argument(
            metavar="IMAGE",
            help="Image files, folders (every image in them and below), or patterns such as "
            "'photos/*.jpg'.",
        ),
    ],
    top: Annotated[
        int, typer.Option("--top", metavar="K", min=1, help="Show the K most probable labels.")
    ] = 1,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line, in UTF-8.")
    ] = False,
) -> None:
    """Predict images with a model file: labels and probabilities, without torch.

    Results go to stdout, in the order of the images.
    For an image that cannot be read, stderr says why; the others are still
    predicted, and the exit code is 2.

    [bold]Examples[/bold]

    One image:
      [cyan]netwright predict runs/digits/model.onnx img.png[/cyan]

    A folder, with the three most probable labels:
      [cyan]netwright predict model.onnx photos --top 3[/cyan]

    For another program:
      [cyan]netwright predict model.onnx photos --json > predictions.jsonl[/cyan]
    """
    from netwright.inference.commands.progress import ProgressBar
    from netwright.inference.predictor import Predictor
    from netwright.inference.session import silence

    silence()
    predictor = Predictor(model)
    failures = _Failures()
    paths = list(_expanded(images, failures))
    as_text = _json_lines(top) if as_json else _columns(paths, predictor.labels, top)
    with ProgressBar(len(paths)) as progress:

        def fail(path: str, error: NetwrightError) -> None:
            failures.tell(error)
            progress.step()

        for prediction in predictor.predict(paths, on_error=fail):
            typer.echo(as_text(prediction))
            progress.step()
    if failures.count:
        raise typer.Exit(2)


class _Failures:
    """Tells of what cannot be predicted, and goes on."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, error: NetwrightError) -> None:
        self.count += 1
        typer.echo(error.render(), err=True)


def _expanded(arguments: list[str], failures: _Failures) -> Iterator[str]:
    from netwright.inference.image_files import expand
    from netwright.interfaces.errors import DataError

    for argument in arguments:
        try:
            yield from expand(argument)
        except DataError as error:
            failures.tell(error)


def _json_lines(top: int) -> Callable[[Prediction], str]:
    # JSON is UTF-8; a Windows console's own encoding would lose letters on the way to a file.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    return lambda prediction: json.dumps(prediction.to_dict(top), ensure_ascii=False)


def _columns(paths: list[str], labels: tuple[str, ...], top: int) -> Callable[[Prediction], str]:
    """Writes ``path  label  97.1 %``, all lines under each other."""
    from netwright.inference.terminal_text import padded, printable, width

    path_width = max((w for w in map(width, paths) if w <= _WIDEST_PATH), default=0)
    label_width = max(width(printable(label)) for label in labels)

    def line(prediction: Prediction) -> str:
        answers = (
            f"{padded(printable(label), label_width)}  {100 * share:5.1f} %"
            for label, share in prediction.top(top)
        )
        return "  ".join([padded(printable(prediction.path or ""), path_width), *answers])

    return line
