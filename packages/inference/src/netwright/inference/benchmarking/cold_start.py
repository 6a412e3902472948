"""What a new process takes until its first answer."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from netwright.interfaces.errors import ProcessError

_STARTS = 3


@dataclass(frozen=True)
class ColdStart:
    """A process of its own that reads the model and runs one batch.

    Attributes:
        seconds: From the start of Python to the answer; the median of three.
        batch_size: How many samples were answered.
        peak_bytes: The most memory that the process held, Python and onnxruntime included.
    """

    seconds: float
    batch_size: int
    peak_bytes: int


def measure_cold_start(
    path: Path,
    batch_size: int = 1,
    providers: Sequence[str] | None = None,
    threads: int | None = None,
) -> ColdStart:
    """Start processes that answer once.

    Raises:
        ProcessError: One ended without an answer.
    """
    module = "netwright.inference.benchmarking.first_answer"
    arguments = [str(path), str(batch_size), str(threads or 0), *(providers or ())]
    command = [sys.executable, "-m", module, *arguments]
    starts = sorted(_start(command) for _ in range(_STARTS))
    seconds, _ = starts[len(starts) // 2]
    return ColdStart(seconds, batch_size, max(peak for _, peak in starts))


def _start(command: list[str]) -> tuple[float, int]:
    """Seconds until the answer, and the most bytes that were held."""
    start = time.perf_counter()
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, stdin=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        peak = process.stdout.readline()
        seconds = time.perf_counter() - start
        _, complaint = process.communicate()
    if process.returncode:
        last = complaint.decode(errors="replace").strip().rpartition("\n")[2]
        raise ProcessError(
            f"a process that was to answer once ended with exit code {process.returncode}: {last}",
            command=subprocess.list2cmdline(command),
            fix="run the command to see all that it says; less memory is taken by a smaller batch.",
        )
    return seconds, int(peak)
