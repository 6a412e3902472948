"""The page: what was trained, how it went, and what the model says of held-out samples."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from netwright.interfaces.documents import EpochEnded, ImagePreprocessing, Model, Shards
from netwright.interfaces.files import write_atomic
from netwright.interfaces.page import Section, page, picture
from netwright.training.headlines import example_input, sentence
from netwright.training.losses import loss_of
from netwright.training.outputs import loss_in_words, main_recipe, outputs_of
from netwright.training.past import Past
from netwright.training.report import story
from netwright.training.report.curves import draw_curves
from netwright.training.report.diagram import diagram
from netwright.training.report.held_out import HeldOut
from netwright.training.report.selection import sections_of
from netwright.training.run import Run
from netwright.training.shipping.deployed import Deployed

if TYPE_CHECKING:
    from netwright.data import Samples


def write_report(run: Run, model: Model, deployed: Deployed, held_out: Samples) -> None:
    """Write `report/` of a run: pictures, and the page that shows them.

    Args:
        run: A run whose epochs are in its events.
        model: What the exported model says about itself.
        deployed: What was exported, on the CPU and in evaluation mode.
        held_out: The validation samples.
    """
    folder = run.report.parent
    epochs = [event for event in run.events() if isinstance(event, EpochEnded)]
    loss: str = loss_of(main_recipe(run.recipe), model.task).name
    if len(outputs_of(run.recipe)) > 1:
        loss = f"{loss} (train: weighted sum over outputs)"
    draw_curves(folder / "curves.png", epochs, loss, model.provenance.epoch)
    curves = picture("Training", "curves.png", "Loss and the first metric by epoch")
    found = sections_of(HeldOut(folder, model, held_out, deployed))
    past = Past(run)
    sections = [*story.warnings(past), curves, *found, diagram(run.network)]
    sections += [*story.data_check(past), story.time_and_memory(past), story.repeat(past)]
    write_atomic(run.report, _page(run, model, sections, len(held_out)))


def _page(run: Run, model: Model, sections: list[Section], shown: int) -> str:
    command = f"netwright predict {escape(str(run.model))} {example_input(model)}"
    use = Section("Use it", f"<pre>{command}</pre>")
    headline = f"{sentence(model.metrics)}."
    return page(run.name, headline, _facts(run, model, shown), [*sections, use])


def _facts(run: Run, model: Model, shown: int) -> list[tuple[str, str]]:
    recipe = run.recipe
    labels = ", ".join(model.labels[:20]) + (" …" if len(model.labels) > 20 else "")
    return [
        ("Task", model.task.replace("_", " ")),
        *([("Classes", labels)] if labels else []),
        _data_fact(model),
        *_shown_fact(run, shown),
        ("Network", run.network.name),
        ("Best epoch", f"{model.provenance.epoch} of {recipe.epochs}"),
        ("Loss", loss_in_words(recipe, model.task)),
        ("Optimizer", f"{recipe.optimizer.name}, learning rate {recipe.optimizer.learning_rate:g}"),
        ("Batch size, seed", f"{recipe.batch_size}, {recipe.seed}"),
        (
            "onnxruntime against torch",
            f"at most {model.parity.max_abs_difference:.1e} apart, {model.parity.samples} samples",
        ),
    ]


def _shown_fact(run: Run, shown: int) -> Iterator[tuple[str, str]]:
    """Of tar files, which are read as they come, a few samples are looked at again."""
    source = run.dataset.source
    if isinstance(source, Shards):
        of_all = f"{shown:,} of {source.val_counts.total:,} samples to validate on"
        yield "Looked at below", f"{of_all}; the metrics are of all"


def _data_fact(model: Model) -> tuple[str, str]:
    data = model.preprocessing
    if isinstance(data, ImagePreprocessing):
        colour = "grey" if data.mode == "L" else "colour"
        return "Images", f"{data.width} x {data.height}, {colour}"
    return "Inputs", f"{data.kind}, {' x '.join(map(str, data.shape))} {data.dtype}"
