"""All measurements of a model file."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime

from netwright.inference.benchmarking.cold_start import ColdStart, measure_cold_start
from netwright.inference.benchmarking.latency import Latency, measure
from netwright.inference.benchmarking.profile import OperatorTime, profile
from netwright.inference.benchmarking.throughput import (
    Throughput,
    measure_throughput,
    thread_counts,
)
from netwright.inference.given_inputs import given_inputs
from netwright.inference.model_file import read_model_file
from netwright.inference.random_inputs import random_inputs
from netwright.inference.session import open_session
from netwright.interfaces.documents.model import Model
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

BATCH_SIZES = (1, 8, 32, 128)


@dataclass(frozen=True)
class Benchmark:
    """What a model file takes on this machine, under onnxruntime.

    Attributes:
        path: The model file.
        file_bytes: Its size.
        onnxruntime: The version that ran it.
        providers: What onnxruntime ran it on, most preferred first.
        threads: How many worked on one layer where nothing else is said.
        inputs: ``random``, or the path that they came from.
        latency: Of one sample at a time.
        throughput: Of every batch size with every number of threads.
        cold_starts: Of a new process with one sample, and with the largest batch.
        operators: What each type of operator takes of one sample, the slowest first.
        nodes: The same for each node that onnxruntime runs.
    """

    path: str
    file_bytes: int
    onnxruntime: str
    providers: tuple[str, ...]
    threads: int
    inputs: str
    latency: Latency
    throughput: tuple[Throughput, ...]
    cold_starts: tuple[ColdStart, ...]
    operators: tuple[OperatorTime, ...]
    nodes: tuple[OperatorTime, ...]

    def to_dict(self) -> dict[str, Any]:
        """The measurements as JSON takes them; times in seconds, sizes in bytes."""
        return dataclasses.asdict(self)


def benchmark(
    path: str | os.PathLike[str],
    *,
    data: str | os.PathLike[str] | None = None,
    batch_sizes: Sequence[int] = BATCH_SIZES,
    threads: Sequence[int] | None = None,
    providers: Sequence[str] | None = None,
    seconds: float = 6.0,
    on_step: Callable[[str], object] = lambda step: None,
) -> Benchmark:
    """Measure a model file: latency, throughput, memory, cold start, and the time by operator.

    Args:
        path: A ``model.onnx`` that Netwright wrote.
        data: Where inputs come from: what `netwright predict` takes; by default they are random.
        batch_sizes: How many samples to run together.
        threads: How many threads to work on one layer; by default 1, 2, 4 and so on up to what
            a `Predictor` takes.
        providers: As `Predictor` takes them.
        seconds: About how long latency and throughput are measured; starting processes and
            profiling take further seconds.
        on_step: Told what is measured next.

    Raises:
        ModelError, DocumentError, DataError: The model or the data cannot be used.
        UsageError: An argument is out of its range.
        ProcessError: A process that was started to answer once did not.
    """
    _check(batch_sizes, threads, seconds)
    file = read_model_file(path)
    inputs = _inputs(file.model, data, max(batch_sizes))
    session = open_session(file, providers)
    usual = int(session.get_session_options().intra_op_num_threads)
    counts = tuple(threads) if threads else thread_counts(usual)

    def open_run(number: int) -> Callable[[NDArray[Any]], object]:
        opened = open_session(file, providers, number)
        name = opened.get_inputs()[0].name
        return lambda batch: opened.run(None, {name: batch})

    on_step("latency")
    one = open_run(usual)
    latency = measure(lambda: one(inputs[:1]), seconds / 3)
    on_step("throughput")
    budget = seconds * 2 / 3 / (len(counts) * len(batch_sizes))
    throughput = tuple(measure_throughput(open_run, inputs, counts, batch_sizes, budget))
    on_step("cold start and memory")
    starts = [measure_cold_start(file.path, size, providers) for size in {1, max(batch_sizes)}]
    on_step("operators")
    operators, nodes = profile(file, inputs[:1], providers)
    return Benchmark(
        path=str(file.path),
        file_bytes=len(file.content),
        onnxruntime=str(onnxruntime.__version__),
        providers=tuple(session.get_providers()),
        threads=usual,
        inputs="random" if data is None else str(data),
        latency=latency,
        throughput=throughput,
        cold_starts=tuple(sorted(starts, key=lambda start: start.batch_size)),
        operators=operators,
        nodes=nodes,
    )


def _inputs(model: Model, data: str | os.PathLike[str] | None, count: int) -> NDArray[Any]:
    """[count,...]; samples that are given come round again until they are enough."""
    if data is None:
        return random_inputs(model.preprocessing, count)
    found = given_inputs(model, os.fspath(data), count)
    return np.ascontiguousarray(np.resize(found, (count, *found.shape[1:])))


def _check(batch_sizes: Sequence[int], threads: Sequence[int] | None, seconds: float) -> None:
    for name, numbers in {"batch_sizes": batch_sizes, "threads": threads or (1,)}.items():
        if not numbers or min(numbers) < 1:
            raise UsageError(
                f"{name} are numbers from 1, but {list(numbers)} came.", fix="leave them out."
            )
    if not seconds > 0:
        raise UsageError(f"seconds is above 0, but {seconds} came.", fix="leave it out.")
