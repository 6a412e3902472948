from __future__ import annotations

import os
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals are not for Windows")

WORK = """
import sys, time
from netwright.inference.commands.progress import ProgressBar
with ProgressBar(3) as progress:
    for number in range(3):
        time.sleep({seconds} / 2)
        print("result", number)
        progress.step()
print("rich" in sys.modules)
"""


def stderr_of(seconds: float, *, results_on_the_terminal: bool = False) -> tuple[str, str]:
    """What the work shows on a terminal at stderr, and what it writes to its stdout."""
    here, there = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", WORK.format(seconds=seconds)],
        stdout=there if results_on_the_terminal else subprocess.PIPE,
        stderr=there,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
        text=True,
    )
    os.close(there)
    results = process.communicate()[0] or ""
    shown = b""
    while True:
        try:
            part = os.read(here, 4096)
        except OSError:  # Linux's word for the end.
            break
        if not part:
            break
        shown += part
    os.close(here)
    assert process.returncode == 0
    return shown.decode(), results


def test_long_work_shows_how_far_it_is() -> None:
    shown, results = stderr_of(1.1)
    assert "3/3" in shown
    assert "result" not in shown
    assert results == "result 0\nresult 1\nresult 2\nTrue\n"


def test_short_work_shows_nothing_and_imports_nothing() -> None:
    assert stderr_of(0.01) == ("", "result 0\nresult 1\nresult 2\nFalse\n")


def test_a_bar_is_not_drawn_into_results_on_the_same_terminal() -> None:
    shown, _ = stderr_of(1.1, results_on_the_terminal=True)
    assert shown.splitlines() == ["result 0", "result 1", "result 2", "False"]
