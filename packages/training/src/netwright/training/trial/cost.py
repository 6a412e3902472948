"""What training will take: time and memory, from a few steps of the real thing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice

import torch

from netwright.training.trial.bench import Bench
from netwright.training.trial.result import Result
from netwright.training.views.memory import in_bytes, process_memory

_SECONDS = 3.0
_STEPS = 30
_NOT_TIMED = 2
"""The first steps choose kernels and fill caches."""


def cost(bench: Bench) -> Iterator[Result]:
    """Time by epoch and in all, and the most memory that was held."""
    device = bench.precision.device
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(device)
    step, steps, memory = _step_time(bench)
    held_out = _held_out_time(bench)
    epoch = step * steps + held_out
    total = epoch * bench.recipe.epochs
    yield Result(
        "time",
        True,
        f"about {in_time(epoch)} an epoch ({steps:,} steps of {step * 1e3:.3g} ms, then "
        f"{in_time(held_out)} for what is held out), {in_time(total)} for {bench.recipe.epochs} "
        f"epochs on {device}.",
        figures={"seconds_per_epoch": epoch, "seconds": total, "seconds_per_step": step},
    )
    where = "the computer's memory"
    if device.type == "cuda":
        memory, where = torch.cuda.max_memory_reserved(device), f"{device}'s memory"
    yield Result(
        "memory",
        True,
        f"about {in_bytes(memory)} of {where} at most.",
        figures={"peak_bytes": float(memory)},
    )


def _step_time(bench: Bench) -> tuple[float, int, int]:
    """Seconds a step, steps an epoch, and the most bytes that the process took."""
    batches = bench.batches(bench.batch_size, augmented=True)
    _, take_step = bench.stepper()
    times: list[float] = []
    memory = 0
    began = ended = time.perf_counter()
    for batch in islice(batches.epoch(1), _STEPS):
        take_step(batch, 0.01, len(times) + 1)
        bench.wait()
        now = time.perf_counter()
        times.append(now - ended)
        ended, memory = now, max(memory, process_memory())
        if now - began > _SECONDS and len(times) > _NOT_TIMED:
            break
    timed = times[_NOT_TIMED:] or times
    return sum(timed) / len(timed), len(batches), memory


def _held_out_time(bench: Bench) -> float:
    """Seconds for all validation samples."""
    batches = bench.held_out()
    own, _ = bench.stepper()
    own.eval()
    meter, done, began = bench.objective.meter(batches.count), 0, time.perf_counter()
    with torch.no_grad():
        for batch in batches.epoch(0):
            meter.update(own(bench.objective.inputs(batch)), batch)
            done += 1
            bench.wait()
            if time.perf_counter() - began > _SECONDS:
                break
    return (time.perf_counter() - began) / done * len(batches)


def in_time(seconds: float) -> str:
    """Such as ``0.8 s``, ``12 min`` or ``3.5 h``."""
    if seconds < 90:
        return f"{seconds:.2g} s" if seconds < 10 else f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
