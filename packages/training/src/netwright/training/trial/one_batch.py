"""Whether the network can learn one batch by heart: if it cannot, it will learn nothing else."""

from __future__ import annotations

import math
import time

from netwright.training.trial.bench import Bench
from netwright.training.trial.result import Result

_SAMPLES = 32
_STEPS = 200
_SECONDS = 30.0
_DONE, _ENOUGH = 0.1, 0.5
"""Of the first loss: below the one there is no more to see, below the other it learns."""


def one_batch(bench: Bench) -> Result:
    """Train a copy on the same few samples over and over."""
    batch = next(bench.batches(min(_SAMPLES, bench.data.count("train"))).epoch(1))
    _, take_step = bench.stepper()
    began, losses = time.perf_counter(), [float(take_step(batch, 1.0, 1))]
    while len(losses) < _STEPS and time.perf_counter() - began < _SECONDS:
        losses.append(float(take_step(batch, 1.0, len(losses) + 1)))
        if losses[-1] <= _DONE * losses[0] or not math.isfinite(losses[-1]):
            break
    first, last, best = losses[0], losses[-1], min(losses)
    figures = {"first": first, "last": last, "steps": float(len(losses))}
    told = f"the loss of {len(batch)} samples, trained on over and over, "
    course = f"went from {first:.3g} to {last:.3g} in {len(losses)} steps"
    if not math.isfinite(last):
        return Result("one batch", False, f"{told}{course}.", _smaller(bench), figures)
    if best <= _ENOUGH * first:
        return Result("one batch", True, f"{told}{course}: they can be learnt.", figures=figures)
    rises = last > first
    why = "so steps are too large" if rises else "so it hardly learns"
    fix = _smaller(bench) if rises else _larger(bench)
    return Result("one batch", False, f"{told}only {course}, {why}.", fix, figures)


def _smaller(bench: Bench) -> str:
    return f"train with --learning-rate {bench.recipe.optimizer.learning_rate / 10:.3g}."


def _larger(bench: Bench) -> str:
    rate = bench.recipe.optimizer.learning_rate * 10
    return (
        f"try --learning-rate {rate:.3g}; if that is no better, use more features or layers, and "
        "see whether inputs and targets belong together: netwright data preview."
    )
