"""Steps that take a while: one line each with its time, everything they print kept in a log."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

TAIL_LINES = 25


class StepFailed(Exception):
    """A step ended badly. The message holds the end of its output and where the rest is."""

    def __init__(self, title: str, code: int, log: Path) -> None:
        lines = log.read_text("utf-8", errors="replace").rstrip().splitlines()
        tail = "\n".join(f"    {line}" for line in lines[-TAIL_LINES:])
        super().__init__(
            f"SetupError: {title} failed with exit code {code}.\n"
            f"  the end of {log}:\n{tail}\n"
            "  fix: mend what the lines above name, and call the same command again."
        )


class Steps:
    """Runs commands one after another, telling `out` and keeping their output in `log`.

    `inherited` are open files that the commands hold as well, until they end.
    """

    def __init__(self, log: Path, out: TextIO | None = None, inherited: Sequence[int] = ()) -> None:
        self._log = log
        self._out = out or sys.stderr
        # Windows hands no descriptors on; there a lock ends with its process.
        self._inherited = () if os.name == "nt" else tuple(inherited)

    def run(
        self, title: str, command: Sequence[str], environment: Mapping[str, str] | None = None
    ) -> None:
        """Run `command` to its end. Raises StepFailed when its exit code is not 0."""
        self._say(f"  {title} ... ")
        began = time.monotonic()
        with open(self._log, "a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(command)}\n")
            log.flush()
            code = self._wait(command, environment, log, title, began)
        if code != 0:
            self._say("failed\n")
            raise StepFailed(title, code, self._log)
        self._say(f"{time.monotonic() - began:.1f} s\n")

    def _wait(
        self,
        command: Sequence[str],
        environment: Mapping[str, str] | None,
        log: TextIO,
        title: str,
        began: float,
    ) -> int:
        with subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=self._inherited,
        ) as child:
            while True:
                try:
                    return child.wait(timeout=1)
                except subprocess.TimeoutExpired:
                    if self._out.isatty():
                        self._say(f"\r  {title} ... {time.monotonic() - began:.0f} s \r")
                        self._say(f"  {title} ... ")

    def _say(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()
