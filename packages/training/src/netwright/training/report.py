"""The page to look at after a run: plain HTML that opens from the disk, with its pictures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np

from netwright.interfaces.documents import EpochEnded, Model
from netwright.interfaces.files import write_atomic
from netwright.training.plots import draw_confusion, draw_curves, draw_predictions
from netwright.training.run import Run

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.data import Samples

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{name}</title>
<style>
  body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
         padding: 0 1rem; color: #222; background: #fff; }}
  h1 {{ margin-bottom: 0; }}
  img {{ max-width: 100%; }}
  td {{ padding: 0.1rem 1.5rem 0.1rem 0; vertical-align: top; }}
  td:first-child {{ color: #666; }}
</style>
<h1>{name}</h1>
<p>{headline}</p>
<table>{facts}</table>
<h2>Training</h2>
<img src="curves.png" alt="Loss and accuracy by epoch">
<h2>Held-out samples</h2>
<p>What the exported model says; mistakes come first, in red, then what it is least sure of.</p>
<img src="predictions.png" alt="Held-out images with their predicted classes">
<h2>Confusion</h2>
<img src="confusion.png" alt="How often each class was taken for each class">
<h2>Use it</h2>
<pre>netwright predict {model} IMAGE</pre>
</html>
"""


def write_report(
    run: Run, model: Model, held_out: Samples, probabilities: NDArray[np.float32]
) -> None:
    """Write `report/` of a run: three pictures, and the page that shows them.

    Args:
        run: A run whose epochs are in its events.
        model: What the exported model says about itself.
        held_out: The validation samples.
        probabilities: What the model gives for them, float32 [N,classes].
    """
    folder = run.report.parent
    epochs = [event for event in run.events() if isinstance(event, EpochEnded)]
    draw_curves(folder / "curves.png", epochs)
    draw_confusion(
        folder / "confusion.png", held_out.targets, probabilities.argmax(1), model.labels
    )
    draw_predictions(
        folder / "predictions.png", held_out.inputs, held_out.targets, probabilities, model.labels
    )
    write_atomic(run.report, _page(run, model))


def _page(run: Run, model: Model) -> str:
    facts = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in _facts(run, model)
    )
    accuracy = model.metrics["val_accuracy"]
    return _PAGE.format(
        name=escape(run.name),
        headline=f"{accuracy:.2%} of the validation samples right.",
        facts=facts,
        model=escape(str(run.model)),
    )


def _facts(run: Run, model: Model) -> list[tuple[str, str]]:
    recipe, size = run.recipe, model.preprocessing
    return [
        ("Classes", ", ".join(model.labels[:20]) + (" …" if len(model.labels) > 20 else "")),
        ("Images", f"{size.width} x {size.height}, {'grey' if size.mode == 'L' else 'colour'}"),
        ("Network", run.network.name),
        ("Best epoch", f"{model.provenance.epoch} of {recipe.epochs}"),
        ("Optimizer", f"{recipe.optimizer.name}, learning rate {recipe.optimizer.learning_rate:g}"),
        ("Batch size, seed", f"{recipe.batch_size}, {recipe.seed}"),
        (
            "onnxruntime against torch",
            f"at most {model.parity.max_abs_difference:.1e} apart, {model.parity.samples} samples",
        ),
    ]
