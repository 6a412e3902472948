from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer

from netwright.inference.benchmarking import benchmark
from netwright.inference.benchmarking.cold_start import measure_cold_start
from netwright.inference.benchmarking.latency import Latency, measure, measure_side_by_side
from netwright.inference.benchmarking.peak_memory import peak_memory
from netwright.inference.benchmarking.profile import profile
from netwright.inference.benchmarking.throughput import thread_counts
from netwright.inference.commands import bench
from netwright.inference.model_file import read_model_file
from netwright.interfaces.errors import ProcessError, UsageError
from netwright.interfaces.testing import CommandContract

Run = Callable[..., Any]


class TestBenchCommand(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return bench.app


def test_percentiles_are_those_of_the_runs() -> None:
    latency = Latency.of([number / 100 for number in range(101)])
    assert (latency.p50, latency.p90, latency.p99) == (0.5, 0.9, 0.99)
    assert latency.runs == 101


def test_measuring_warms_up_and_then_counts_its_runs() -> None:
    calls: list[int] = []
    latency = measure(lambda: calls.append(1), 1e-4)
    assert 5 <= latency.runs < len(calls)


def test_two_models_take_turns() -> None:
    calls: list[str] = []
    measure_side_by_side([lambda: calls.append("a"), lambda: calls.append("b")], 1e-4)
    assert calls == ["a", "b"] * (len(calls) // 2)


def test_threads_are_doubled_up_to_what_is_there() -> None:
    assert [thread_counts(most) for most in (1, 2, 6, 8)] == [
        (1,),
        (1, 2),
        (1, 2, 4, 6),
        (1, 2, 4, 8),
    ]


def test_the_time_of_every_operator_is_told(model_path: Path) -> None:
    batch = np.zeros((1, 12, 14, 1), np.uint8)
    operators, nodes = profile(read_model_file(model_path), batch, threads=1)
    for times in (operators, nodes):
        assert sum(time.share for time in times) == pytest.approx(1)
        assert [time.seconds for time in times] == sorted((t.seconds for t in times), reverse=True)
    # onnxruntime may join Gemm with what is around it, but it cannot do without.
    assert {"Softmax", "Cast"} <= {time.operator for time in operators}
    assert next(time.calls for time in operators if time.operator == "Softmax") == 1


def test_a_new_process_is_timed_until_its_first_answer(model_path: Path) -> None:
    start = measure_cold_start(model_path, batch_size=4, threads=1)
    assert start.batch_size == 4
    assert 0.02 < start.seconds < 60
    assert 10e6 < start.peak_bytes < 1e9


def test_a_process_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProcessError) as caught:
        measure_cold_start(tmp_path / "missing.onnx")
    assert "ended with exit code 1" in caught.value.message
    assert caught.value.places["model"].endswith("missing.onnx")


def test_memory_is_a_process_own_not_its_parents() -> None:
    held = bytearray(b"x") * 300_000_000
    code = "from netwright.inference.benchmarking.peak_memory import peak_memory\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}print(peak_memory())"], capture_output=True, check=True
    )
    assert int(done.stdout) < len(held) < peak_memory()


def test_a_benchmark_measures_what_was_asked(
    model_path: Path, save_image: Callable[..., Path]
) -> None:
    found = benchmark(model_path, data=save_image(), batch_sizes=(1, 3), threads=(1,), seconds=0.05)
    assert found.inputs.endswith("img.png")
    assert [(rate.threads, rate.batch_size) for rate in found.throughput] == [(1, 1), (1, 3)]
    for rate in found.throughput:
        assert rate.samples_per_second == pytest.approx(rate.batch_size / rate.batch_seconds)
    assert [start.batch_size for start in found.cold_starts] == [1, 3]
    assert found.file_bytes == model_path.stat().st_size
    assert json.loads(json.dumps(found.to_dict()))["latency"]["p50"] == found.latency.p50


def test_arguments_out_of_their_range_are_refused(model_path: Path) -> None:
    for wrong, message in (
        ({"batch_sizes": (1, 0)}, "batch_sizes are numbers from 1"),
        ({"batch_sizes": ()}, "batch_sizes are numbers from 1"),
        ({"threads": (-1,)}, "threads are numbers from 1"),
        ({"seconds": 0}, "seconds is above 0"),
    ):
        with pytest.raises(UsageError, match=message):
            benchmark(model_path, **wrong)  # type: ignore[arg-type]


QUICK = ("--batch", 1, "--batch", 2, "--threads", 1, "--seconds", 0.1)


def test_the_page_shows_every_measurement(model_path: Path, netwright: Run) -> None:
    ran = netwright("bench", model_path, *QUICK)
    assert (ran.exit_code, ran.stderr) == (0, "")
    page = " ".join(ran.stdout.split())
    for fact in (
        f"model {model_path}",
        "inputs random",
        "latency of one sample p50 p90 p99 runs",
        "samples a second batch 1 batch 2 1 thread",
        "a process of its own first answer most memory batch 1",
        "operators, of one sample",
        "slowest nodes",
    ):
        assert fact in page, fact
    assert "\x1b" not in ran.stdout


def test_json_is_one_object(model_path: Path, netwright: Run) -> None:
    ran = netwright("bench", model_path, "--json", *QUICK)
    found = json.loads(ran.stdout)
    assert ran.stdout.count("\n") == 1
    assert found["latency"]["p50"] <= found["latency"]["p99"]
    assert found["cold_starts"][0]["peak_bytes"] > 0


def test_what_is_no_model_is_exit_code_2(tmp_path: Path, netwright: Run) -> None:
    ran = netwright("bench", tmp_path / "missing.onnx")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("ModelError: there is no such model file.")
