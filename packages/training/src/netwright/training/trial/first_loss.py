"""The loss at first, against that of a network that knows nothing."""

from __future__ import annotations

import math

import torch

from netwright.data.batches import Batch
from netwright.training.outputs import loss_in_words, outputs_of
from netwright.training.trial.bench import Bench
from netwright.training.trial.result import Result

_SAMPLES = 512
_FAR = 2.0


def first_loss(bench: Bench) -> Result:
    """Whether the first weights say about as much as nothing, as they should."""
    batch = next(bench.batches(min(_SAMPLES, bench.data.count("train"))).epoch(1))
    outputs = bench.outputs(batch)
    loss = float(bench.objective.loss(outputs, batch).sum())
    nothing = float(bench.objective.loss(_knowing_nothing(bench, outputs, batch), batch).sum())
    figures = {"loss": loss, "expected": nothing}
    why = f"{_why(bench)}{_summed(bench)}"
    told = f"{loss:.3g}; a network that knows nothing has {nothing:.3g} ({why})"
    if not math.isfinite(loss):
        return Result("first loss", False, f"{loss}: it is not finite.", _NOT_FINITE, figures)
    if loss > _FAR * nothing:
        return Result(
            "first loss", False, f"{told}: the first weights are far off.", _HIGH, figures
        )
    if loss < nothing / _FAR and bench.recipe.weights_from is None:
        return Result("first loss", False, f"{told}: it knows too much.", _LOW, figures)
    return Result("first loss", True, f"{told}.", figures=figures)


_NOT_FINITE = "look for a layer that divides, or for samples that are not finite: data check."
_HIGH = (
    "its outputs are too large: put a norm between the layers, or leave out a layer after the "
    "last Linear or Conv2d."
)
_LOW = "see whether what is to be predicted is among the inputs: netwright data check."


def _knowing_nothing(
    bench: Bench, outputs: dict[str, torch.Tensor], batch: Batch
) -> dict[str, torch.Tensor]:
    """Equal logits, the mean of the values, the mean colour of the pictures."""
    level = 0.0
    if _gives_pictures(bench):
        wanted = batch.inputs if batch.targets is None else batch.targets
        level = float(wanted.float().mean()) / 255
    return {name: torch.full_like(value, level) for name, value in outputs.items()}


def _gives_pictures(bench: Bench) -> bool:
    document = bench.data.document
    if document.task == "autoencoding":
        return document.preprocessing.kind == "image"
    return document.task == "image_to_image"


def _why(bench: Bench) -> str:
    document = bench.data.document
    if document.task in ("classification", "segmentation"):
        count = len(document.classes)
        return f"all {count} classes equally likely: ln {count} = {math.log(count):.3g}"
    words = {
        "multi_label": f"every label as likely as not: ln 2 = {math.log(2):.3g}",
        "regression": "the mean of the targets, whose variance is 1 as they are learnt",
        "next_token": "all tokens equally likely",
    }
    default = "the mean of what is wanted"
    return words.get(document.task, default)


def _summed(bench: Bench) -> str:
    several = len(outputs_of(bench.recipe)) > 1
    return f", in {loss_in_words(bench.recipe, bench.data.document.task)}" if several else ""
