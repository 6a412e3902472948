"""Decoding in processes of one's own: plain Python processes that are told file names.

They are not `multiprocessing`'s. Those import the caller's main module again, which a script
without a guard, a notebook or a server like ComfyUI does not survive; and forking a process that
has threads, or a GPU, is not safe. These import this module and nothing of the caller's. One
request and one answer is a line of JSON; what was decoded goes to the disk, not through the pipe.
A process ends when its caller does, however that ends, because its input then ends.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np

from netwright.data.decoding_task import DecodingTask, Part
from netwright.data.look_ahead import map_ahead
from netwright.data.readings import reading_of

Chunk = tuple[int, Sequence[str]]
"""The first one's row, and the names of files that follow each other."""

_SERVE = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from netwright.data.decoding_process import serve; serve()"
)
_READY = "netwright decodes"


def in_processes(task: DecodingTask, chunks: Sequence[Chunk], count: int) -> Iterator[Part]:
    """`task.decode` of every chunk, in order, by up to `count` processes.

    Where processes cannot be started, or end before their time, this one's threads do the work.
    """
    processes = [process for _ in range(count) if (process := _start())]
    idle: SimpleQueue[DecodingTask | _DecodingProcess] = SimpleQueue()
    for number in range(count):
        idle.put(processes[number] if number < len(processes) else task)

    def decode(chunk: Chunk) -> Part:
        decoder = idle.get()
        try:
            return decoder.decode(*chunk)
        except _Ended:
            decoder = task
            return task.decode(*chunk)
        finally:
            idle.put(decoder)

    try:
        for process in processes:
            process.tell(task)
        yield from map_ahead(decode, chunks, threads=count, ahead=2 * count)
    finally:
        for process in processes:
            process.end()


class _Ended(Exception):
    """The process is no more."""


class _DecodingProcess:
    """A process that decodes; see `serve` for what it is told."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin
        assert process.stdout
        self._process, self._input, self._output = process, process.stdin, process.stdout
        self._is_ready = False

    def tell(self, task: DecodingTask) -> None:
        """Send what it will decode, without waiting for it to have started."""
        try:
            self._send(
                {
                    "root": str(task.root),
                    "reading": task.reading.as_dict(),
                    "pixels": str(task.pixels) if task.pixels else None,
                }
            )
        except _Ended:
            return  # So says the first `decode`.

    def decode(self, start: int, names: Sequence[str]) -> Part:
        """As `DecodingTask.decode`. Raises _Ended, and OSError as that does."""
        if not self._is_ready and self._receive() != _READY:
            raise _Ended
        self._is_ready = True
        self._send([start, list(names)])
        answer = self._receive()
        if "errno" in answer:
            raise OSError(answer["errno"], answer["strerror"])
        return Part(start, np.array(answer["sums"], np.uint64), answer["unreadable"])

    def end(self) -> None:
        """End it now, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._input, self._output):
            with suppress(OSError):  # What was still to be sent has no receiver.
                pipe.close()

    def _send(self, message: Any) -> None:
        try:
            self._input.write(json.dumps(message).encode() + b"\n")
            self._input.flush()
        except OSError:
            raise _Ended from None

    def _receive(self) -> Any:
        try:
            return json.loads(self._output.readline())
        except (OSError, ValueError):
            raise _Ended from None


def _start() -> _DecodingProcess | None:
    """A new process, or None where this one's program is not Python, or cannot be started."""
    program = Path(sys.executable or "")
    if getattr(sys, "frozen", False) or not program.stem.lower().startswith(("python", "pypy")):
        return None
    paths = [path or os.getcwd() for path in sys.path]
    try:
        process = subprocess.Popen(
            [str(program), "-c", _SERVE, *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Else a window opens for each, where the caller has none.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None
    return _DecodingProcess(process)


def serve() -> None:
    """Answer requests until the input ends: first a task, then chunks of files to decode."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's; its end is ours.
    requests = (json.loads(line) for line in sys.stdin.buffer)
    about = next(requests, None)
    if about is None:
        return
    task = DecodingTask(
        root=Path(about["root"]),
        reading=reading_of(about["reading"]),
        pixels=Path(about["pixels"]) if about["pixels"] else None,
    )
    _answer(_READY)
    for start, names in requests:
        _answer(_decoded(task, start, names))


def _decoded(task: DecodingTask, start: int, names: Sequence[str]) -> dict[str, Any]:
    try:
        part = task.decode(start, names)
    except OSError as error:
        return {"errno": error.errno, "strerror": error.strerror}
    return {"sums": part.sums.tolist(), "unreadable": part.unreadable}


def _answer(message: Any) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()
