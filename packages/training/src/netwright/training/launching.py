"""Starting the processes of `--nproc`: the same command, each told its place.

Without torch. They are stopped by closing their standard input, which is the same on every system,
and happens by itself if this process is killed, so that none is left behind.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

from netwright.interfaces.errors import ProcessError, UsageError
from netwright.training.place import own_place
from netwright.training.stopping import STOPS_AT_END_OF_INPUT, StopOnSignal

LOST = 75
"""The exit code of a process that ended because another one did."""
_STOPPED = 130
_SECONDS_TO_FOLLOW = 20
"""How long the others may take to notice that one has failed, and to say so."""
_SECONDS_BETWEEN_LOOKS = 0.05


@dataclass(frozen=True)
class _Worker:
    rank: int
    process: subprocess.Popen[bytes]
    said: IO[bytes] | None


def should_launch(count: int) -> bool:
    """Whether this process is to start others, rather than being one of them.

    Raises:
        UsageError: `torchrun` has started another number already.
    """
    place = own_place()
    if place.size > 1 and count not in (1, place.size):
        raise UsageError(
            f"--nproc {count} came, but torchrun has started {place.size} processes already.",
            fix="leave --nproc out under torchrun.",
        )
    return count > 1 and place.size == 1


def launched(count: int, arguments: Sequence[str]) -> int:
    """Run `netwright` with the arguments in so many processes; gives the exit code of all.

    The first one shows its progress and prints results. Of several that fail, the one that failed
    by itself is heard.

    Raises:
        ProcessError: One was ended from outside.
    """
    port, cores = _free_port(), os.cpu_count() or 1
    common = {
        "WORLD_SIZE": str(count),
        "LOCAL_WORLD_SIZE": str(count),
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port),
        STOPS_AT_END_OF_INPUT: "1",
    }
    chosen = {"OMP_NUM_THREADS": str(max(1, cores // count)), **_network_defaults()}
    environment = {**chosen, **os.environ, **common}
    workers: list[_Worker] = []
    with ExitStack() as stack, StopOnSignal() as stop:
        for rank in range(count):
            workers.append(_started(rank, arguments, environment))
            stack.callback(_end, workers[-1])
        failed = _watched(workers, stop)
        if failed is not None:
            return _told(failed, count)
        return max(worker.process.returncode for worker in workers)


def _started(rank: int, arguments: Sequence[str], environment: dict[str, str]) -> _Worker:
    said = tempfile.TemporaryFile() if rank else None  # noqa: SIM115 closed in `_end`
    process = subprocess.Popen(
        [sys.executable, "-m", "netwright.interfaces.cli", *arguments],
        stdin=subprocess.PIPE,
        stderr=said,
        env={**environment, "RANK": str(rank), "LOCAL_RANK": str(rank)},
        # A terminal's Ctrl-C is for this process, which tells them.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
    return _Worker(rank, process, said)


def _watched(workers: Sequence[_Worker], stop: threading.Event) -> _Worker | None:
    """Wait until all have ended; gives the one that made the others fail, if any."""
    failed: list[_Worker] = []
    until = float("inf")
    told = False
    while running := [w for w in workers if w.process.poll() is None]:
        if stop.is_set() and not told:
            told = True
            for worker in running:
                _ask_to_stop(worker)
        failed = _failures(workers, failed)
        if failed and until == float("inf"):
            until = time.monotonic() + _SECONDS_TO_FOLLOW
        if time.monotonic() > until:
            return failed[0]
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    failed = _failures(workers, failed)
    return failed[0] if failed else None


def _failures(workers: Sequence[_Worker], known: list[_Worker]) -> list[_Worker]:
    """Those that failed, first the ones that were not led to it by another."""
    codes = {w.rank: w.process.poll() for w in workers}
    found = known + [
        w for w in workers if codes[w.rank] not in (None, 0, _STOPPED) and w not in known
    ]
    return sorted(found, key=lambda worker: codes[worker.rank] == LOST)


def _told(failed: _Worker, count: int) -> int:
    """The exit code of all, after what the failed one said."""
    code = failed.process.returncode
    if failed.said is not None:
        failed.said.seek(0)
        sys.stderr.write(failed.said.read().decode(errors="replace"))
    if code < 0 or code == LOST:
        raise ProcessError(
            f"process {failed.rank} of {count} was ended from outside"
            f"{f', by signal {-code}' if code < 0 else ''}, so the others ended as well.",
            fix="go on from the last checkpoint: netwright resume RUN --nproc "
            f"{count}. If the memory was too small, use fewer processes.",
        )
    return int(code)


def _ask_to_stop(worker: _Worker) -> None:
    assert worker.process.stdin is not None
    worker.process.stdin.close()


def _end(worker: _Worker) -> None:
    if worker.process.poll() is None:
        worker.process.kill()
        worker.process.wait()
    _ask_to_stop(worker)
    if worker.said is not None:
        worker.said.close()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _network_defaults() -> dict[str, str]:
    """Nothing leaves this machine, and no firewall asks."""
    if sys.platform == "win32":
        return {"USE_LIBUV": "0"}  # Not all of torch's builds for Windows have it.
    loopback = [name for _, name in socket.if_nameindex() if name.startswith("lo")]
    return {"GLOO_SOCKET_IFNAME": loopback[0]} if loopback else {}
