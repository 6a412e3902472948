"""Train a network on data of any kind and export it to ONNX."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, NamedTuple, Optional

import typer

from netwright.data.commands.arguments import prepare_arguments
from netwright.data.commands.options import (
    Ignored,
    Length,
    Side,
    SkipBad,
    SplitWords,
    Targets,
    TaskName,
    Unit,
    ValFraction,
)
from netwright.interfaces.documents import Network, Recipe
from netwright.interfaces.errors import UsageError
from netwright.layers.library import library_network, names_a_file
from netwright.training.commands.dry import tell_dry_run
from netwright.training.commands.outcome import has_diverged, tell
from netwright.training.commands.resume import go_on
from netwright.training.commands.several import Processes, as_one_of_several, start_others
from netwright.training.place import own_place
from netwright.training.restarting import begun_before
from netwright.training.stopping import StopOnSignal

app = typer.Typer(add_completion=False)


@app.command()
def train(
    recipe: Annotated[
        Optional[Path],  # noqa: UP045 typer reads this at run time, on Python 3.10 too
        typer.Argument(
            help="A recipe file (TOML or JSON). Left out: good defaults.", metavar="RECIPE"
        ),
    ] = None,
    data: Annotated[
        str,
        typer.Option(
            help="A folder of images (one sub-folder a class, or train/ and val/ with such), a "
            "table with --target, arrays (.npz), texts (.txt), tar files in WebDataset's layout "
            "(train-{000..009}.tar with val-*.tar beside them), or a dataset document (.json).",
            metavar="PATH",
        ),
    ] = "",
    target: Targets = None,
    task: TaskName = "",
    ignore: Ignored = None,
    split: SplitWords = "",
    val_fraction: ValFraction = None,
    network: Annotated[
        str,
        typer.Option(
            help="A network file, or a name of the library such as resnet-18, whose classes and "
            "image size follow the data. Left out: a small CNN that suits the images."
        ),
    ] = "",
    epochs: Annotated[Optional[int], typer.Option(help="Passes over the data.")] = None,  # noqa: UP045
    batch_size: Annotated[Optional[int], typer.Option(help="Samples in one step.")] = None,  # noqa: UP045
    learning_rate: Annotated[
        Optional[float],  # noqa: UP045
        typer.Option(help="The largest learning rate."),
    ] = None,
    seed: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(help="Same seed, same machine, same result."),
    ] = None,
    setting: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--set", help="Any key of the recipe, such as optimizer.weight_decay=0.05."),
    ] = None,
    size: Side = None,
    length: Length = None,
    unit: Unit = "",
    skip_bad: SkipBad = False,
    weights_from: Annotated[
        str,
        typer.Option(
            "--from",
            help="A run folder or a checkpoint whose weights to begin with; what does not fit the "
            "network, such as another number of classes, begins anew.",
        ),
    ] = "",
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "auto",
    nproc: Processes = 1,
    name: Annotated[str, typer.Option(help="The run's name. Left out: DATA-01, -02, ...")] = "",
    runs: Annotated[Path, typer.Option(help="The folder that runs are kept in.")] = Path("runs"),
    dry: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Make no run: look at the first loss, learn one batch by heart, estimate time and "
            "memory, check the data. Exit code 1 is bad news.",
        ),
    ] = False,
    events: Annotated[
        bool, typer.Option("--events", help="Print every event as a line of JSON on stdout.")
    ] = False,
    tensorboard: Annotated[
        bool, typer.Option("--tensorboard", help="Write event files for TensorBoard, too.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as one JSON object.")
    ] = False,
) -> None:
    """Train a network on images, a table, arrays or texts, and export it to ONNX.

    Examples:

        netwright train --data pets --epochs 30

        netwright train --data iris.csv --target species

        netwright train recipe.toml --data pets --network net.json --set optimizer.weight_decay=0.05

        netwright train --data 'shards/train-{000..099}.tar'

        netwright train --data birds --from runs/pets-01

        netwright train --data pets --nproc 4

        netwright train --data pets --dry-run

    The run folder holds model.onnx, checkpoints, metrics.csv and report/index.html. Press Ctrl-C to
    stop early: the best epoch so far is exported, and `netwright resume RUN` goes on.
    """
    flags = {"epochs": epochs, "batch_size": batch_size, "seed": seed}
    flags["optimizer.learning_rate"] = learning_rate  # type: ignore[assignment]
    # Where it is now, so that the run's recipe names the same from any folder.
    flags["weights_from"] = str(Path(weights_from).absolute()) if weights_from else None  # type: ignore[assignment]
    asked = _recipe(recipe, {k: v for k, v in flags.items() if v is not None}, setting or [])
    if not data:
        raise UsageError(
            "there is nothing to train on.",
            fix="name a folder of images, a table, arrays or texts: --data PATH.",
        )
    reading = prepare_arguments(
        target=target,
        task=task,
        ignore=ignore,
        split=split,
        val_fraction=val_fraction,
        size=size,
        length=length,
        unit=unit,
        skip_bad=skip_bad,
    )
    if not dry:  # One process tells what one process takes.
        start_others(nproc)
    begun = begun_before(runs, own_place())
    if begun is not None:
        go_on(begun, device, as_json)
        return
    output = Output(events, tensorboard, as_json)
    _run(data, network, asked, reading, device, name or None, runs, dry, output)


def _recipe(path: Path | None, flags: dict[str, Any], settings: list[str]) -> Recipe:
    """The recipe of the file, with flags and --set laid over it."""
    content = {} if path is None else Recipe.read(path).model_dump()
    for key, value in {**flags, **dict(map(_setting, settings))}.items():
        place, *steps = content, *key.split(".")
        for step in steps[:-1]:
            if place.get(step) is None:  # An optional part that the file leaves out.
                place[step] = {}
            place = place[step]
        place[steps[-1]] = value
    return Recipe.from_dict(content, source=path or "the command line")


def _setting(text: str) -> tuple[str, Any]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise UsageError(f"--set takes KEY=VALUE, but {text!r} came.", fix="write --set epochs=30.")
    try:
        return key, json.loads(value)
    except json.JSONDecodeError:
        return key, value


class Output(NamedTuple):
    """What is written beside the run's own files."""

    events: bool
    tensorboard: bool
    as_json: bool

    def listeners(self, view: Any, runs: Path) -> list[Any]:
        """All that listen to a run in `runs`."""
        from netwright.training.views import EventLines, TensorBoard

        lines = [EventLines()] if self.events else []
        return [view, *lines, *([TensorBoard(runs)] if self.tensorboard else [])]


def _run(
    data: str,
    network: str,
    recipe: Recipe,
    reading: dict[str, Any],
    device: str,
    name: str | None,
    runs: Path,
    dry: bool,
    output: Output,
) -> None:
    from netwright.data import open_data
    from netwright.training.views import ProgressView

    document = _document(network) if network else None
    leads = own_place().rank == 0
    with ProgressView(shown=leads) as view, StopOnSignal() as stop, as_one_of_several():
        listeners = output.listeners(view, runs) if leads else []
        prepared = open_data(data, on_progress=view.on_data, **_fitted(reading, document, data))
        for note in prepared.notes:
            view.say(note)
        with view.busy("loading PyTorch"):  # Only now: mistakes in the data need none.
            from netwright.training.adaptation import adapted
            from netwright.training.fitting import fit

        if document is not None and not names_a_file(network):
            document = adapted(document, prepared.document)
        if dry:
            tell_dry_run(document, prepared, recipe, device, output.as_json)
            return
        run = fit(
            document,
            prepared,
            recipe,
            runs=runs,
            name=name,
            device=device,
            listeners=listeners,
            should_stop=stop.is_set,
        )
    if leads:
        tell(run, output.as_json, aside=output.events)
    if stop.is_set():
        raise typer.Exit(130)
    if has_diverged(run):
        raise typer.Exit(1)


def _document(network: str) -> Network:
    return Network.read(network) if names_a_file(network) else library_network(network)


def _fitted(reading: dict[str, Any], network: Network | None, data: str) -> dict[str, Any]:
    """How to read data so that they fit the network's input, where it has one alone.

    What is asked for by hand goes first; a dataset document says itself how its data are read,
    and arrays are as they are.
    """
    as_they_are = Path(data).suffix.lower() in (".json", ".npz")
    if network is None or len(network.inputs) != 1 or as_they_are:
        return reading
    (shape,) = (entry.shape for entry in network.inputs.values())
    if len(shape) == 1:
        return {"length": shape[0], **reading}
    if len(shape) == 3 and shape[0] in (1, 3):
        mode = {1: "L", 3: "RGB"}[shape[0]]
        return {"mode": mode, "size": (shape[1], shape[2]), **reading}
    return reading
