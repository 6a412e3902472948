"""What `netwright bench` prints for a person."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from netwright.inference.benchmarking.benchmark import Benchmark
from netwright.inference.benchmarking.profile import OperatorTime
from netwright.inference.commands.quantities import size_in_words, time_in_words
from netwright.inference.commands.tables import print_table
from netwright.inference.terminal_text import printable

_MOST_NODES = 10


def print_bench(found: Benchmark) -> None:
    """Print all measurements."""
    file = f"{found.path} ({size_in_words(found.file_bytes)})"
    runs_on = ", ".join(name.removesuffix("ExecutionProvider") for name in found.providers)
    typer.echo(f"model    {printable(file)}")
    typer.echo(
        f"runs on  {runs_on}, {_count(found.threads, 'thread')}, onnxruntime {found.onnxruntime}"
    )
    typer.echo(f"inputs   {printable(found.inputs)}")
    _latency(found)
    _throughput(found)
    _processes(found)
    _operators(found.operators, found.nodes)


def _latency(found: Benchmark) -> None:
    latency = found.latency
    times = (latency.p50, latency.p90, latency.p99)
    print_table(
        ("p50", "p90", "p99", "runs"),
        [[*map(time_in_words, times), f"{latency.runs:,}"]],
        words=0,
        title="latency of one sample",
    )


def _throughput(found: Benchmark) -> None:
    rates = {(rate.threads, rate.batch_size): rate for rate in found.throughput}
    threads, sizes = (list(dict.fromkeys(key[axis] for key in rates)) for axis in (0, 1))
    rows = [
        [_count(n, "thread"), *(f"{rates[n, size].samples_per_second:,.0f}" for size in sizes)]
        for n in threads
    ]
    heads = ["", *(f"batch {size}" for size in sizes)]
    print_table(heads, rows, title="samples a second")


def _processes(found: Benchmark) -> None:
    rows = [
        [f"batch {start.batch_size}", time_in_words(start.seconds), size_in_words(start.peak_bytes)]
        for start in found.cold_starts
    ]
    print_table(("", "first answer", "most memory"), rows, title="a process of its own")


def _operators(types: Sequence[OperatorTime], nodes: Sequence[OperatorTime]) -> None:
    rows = [
        [time.operator, f"{time.calls}", time_in_words(time.seconds), f"{time.share:.1%}"]
        for time in types
    ]
    print_table(("operator", "calls", "time", "share"), rows, title="operators, of one sample")
    slowest = [
        [time.name, time.operator, time_in_words(time.seconds), f"{time.share:.1%}"]
        for time in nodes[:_MOST_NODES]
    ]
    print_table(("node", "operator", "time", "share"), slowest, words=2, title="slowest nodes")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
