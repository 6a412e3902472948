"""Measure a model on labelled data, without torch: metrics, tables, calibration, a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from netwright.data.judging import Judged
    from netwright.inference.evaluation.examining import Examination
    from netwright.inference.evaluation.thresholds import Goal
    from netwright.inference.predictor import Predictor

app = typer.Typer(rich_markup_mode="rich", add_completion=False)


@app.command()
def evaluate(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A model.onnx that Netwright wrote.")
    ],
    data: Annotated[
        str | None,
        typer.Argument(
            metavar="DATA",
            help="Labelled data as training takes them: a folder, a table, arrays, texts, or a "
            "dataset.json. Left out: the dataset.json beside the model.",
        ),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option("--target", metavar="COL", help="A column that holds what is so; repeatable."),
    ] = None,
    split: Annotated[
        Literal["train", "val", "all"] | None,
        typer.Option(
            "--split",
            help="Which samples of the data's own split. Left out: val where they have one, "
            "else all.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print all that was found as one JSON object.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Write a report there: index.html."),
    ] = None,
    calibrate: Annotated[
        bool,
        typer.Option(
            "--calibrate",
            help="Find the temperature that makes the model right as often as it is sure, and "
            "save the model with it.",
        ),
    ] = False,
    thresholds: Annotated[
        str | None,
        typer.Option(
            "--thresholds",
            metavar="GOAL",
            help="Choose from which probability on a label is said, and save the model with it: "
            "f1, precision=0.9 or recall=0.9.",
        ),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option(
            "--save",
            metavar="FILE.onnx",
            help="Where that model goes. Left out: beside the model, as NAME.calibrated.onnx.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace what is in the way of --out or --save.")
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave out samples that cannot be read.")
    ] = False,
) -> None:
    """Measure a model on labelled data, without torch: metrics, tables, calibration, a report.

    The metrics are those of training, and on the samples that it validated on
    the same numbers. Labels are matched by name: the data may have fewer of
    them, and in another order. Results go to stdout.

    [bold]Examples[/bold]

    On the held-out samples of its run; on new photos, one sub-folder a class:
      [cyan]netwright evaluate runs/digits/model.onnx[/cyan]
      [cyan]netwright evaluate model.onnx photos --out report[/cyan]

    On a table whose column 'species' says what is so:
      [cyan]netwright evaluate model.onnx new.csv --target species[/cyan]

    Make its probabilities say how often it is right:
      [cyan]netwright evaluate model.onnx photos --calibrate --save sure.onnx[/cyan]

    From which probability on to say a label, to be right in 9 of 10 cases:
      [cyan]netwright evaluate tags.onnx photos --thresholds precision=0.9[/cyan]
    """
    from netwright.inference.commands.evaluation_saving import Saving
    from netwright.inference.commands.progress import ReadingBars
    from netwright.inference.evaluation.labelled import data_of, open_labelled
    from netwright.inference.evaluation.thresholds import Goal
    from netwright.inference.predictor import Predictor
    from netwright.inference.session import silence

    silence()
    goal = Goal.of(thresholds or "f1")
    predictor = Predictor(model)
    saving = Saving(Path(model), save, calibrate=calibrate, goal=goal if thresholds else None)
    saving.check(predictor.model, force=force)
    report = _report_at(out, force=force)
    where = f"{data_of(model, data)}"
    with ReadingBars() as reading:
        judged = open_labelled(
            predictor.model,
            model,
            data,
            target=target or (),
            part=split,
            skip_bad=skip_bad,
            on_progress=reading,
        )
    found = _examined(predictor, judged, with_choices=calibrate)
    if judged.part != "all":
        where = f"{where} ({judged.part})"
    saved = saving.save(found, judged.samples)
    if report is not None:
        from netwright.inference.evaluation.report.page import write_page

        write_page(report, found, where, goal=goal, notes=judged.notes)
    _tell(found, where, judged, goal, {**saved, **_named("report", report)}, as_json=as_json)


def _named(name: str, path: Path | None) -> dict[str, str]:
    return {} if path is None else {name: str(path)}


def _report_at(out: Path | None, *, force: bool) -> Path | None:
    """The page to be written. Raises UsageError where something is in its way."""
    from netwright.interfaces.errors import UsageError

    if out is None:
        return None
    page = out / "index.html"
    if (out.exists() and not out.is_dir()) or (page.exists() and not force):
        raise UsageError(
            "something is in the way of the report.",
            path=page if page.exists() else out,
            fix="choose another folder with --out, or add --force to replace a report.",
        )
    return page


def _examined(predictor: Predictor, judged: Judged, *, with_choices: bool) -> Examination:
    from netwright.inference.commands.progress import ProgressBar
    from netwright.inference.evaluation.batches import Batch
    from netwright.inference.evaluation.examining import examine

    with ProgressBar(len(judged.samples)) as bar:

        class Progress:
            def update(self, batch: Batch) -> None:
                for _ in batch.inputs:
                    bar.step()

        return examine(predictor, judged.samples, with_choices=with_choices, watchers=[Progress()])


def _tell(
    found: Examination,
    data: str,
    judged: Judged,
    goal: Goal,
    more: dict[str, str],
    *,
    as_json: bool,
) -> None:
    import json
    import sys

    from netwright.inference.commands.evaluation_lines import content, lines

    if as_json:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        whole = {**content(found, data, judged.notes, goal), **more}
        typer.echo(json.dumps(whole, ensure_ascii=False, allow_nan=False))
        return
    for line in lines(found, data, judged.notes, goal):
        typer.echo(line)
    for name, text in more.items():
        typer.echo(f"\n{name}  {text}")
