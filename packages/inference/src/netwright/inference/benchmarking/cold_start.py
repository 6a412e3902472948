"""What a new process takes until its first answer."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from netwright.interfaces.errors import ProcessError

# A program may have changed where it looks for packages; python -m would not find them there.
_ANSWER = """
import json, sys
sys.path[:] = json.loads(sys.argv.pop(1))
from netwright.inference.benchmarking.first_answer import answer
answer(*sys.argv[1:])
"""


@dataclass(frozen=True)
class ColdStart:
    """A process of its own that reads the model and runs one batch.

    Attributes:
        seconds: From the start of Python to the answer; the median of all starts.
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
    starts: int = 3,
) -> ColdStart:
    """Start that many processes, one after the other, that answer once.

    Raises:
        ProcessError: One ended without an answer.
    """
    arguments = [str(path), str(batch_size), str(threads or 0), *(providers or ())]
    command = [sys.executable, "-c", _ANSWER, json.dumps(sys.path), *arguments]
    try:
        found = sorted(_start(command) for _ in range(starts))
    except ProcessError as error:
        raise error.within(model=path) from None
    seconds, _ = found[starts // 2]
    return ColdStart(seconds, batch_size, max(peak for _, peak in found))


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
            f"a process that was to answer once ended with exit code {process.returncode}"
            + (f": {last}" if last else "."),
            fix="close other programs, or choose smaller batches: they take less memory.",
        )
    return seconds, int(peak)
