"""The README's two commands pass on what they are given and what they get."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from commands import nox_arguments
from environment import ROOT
from steps import StepFailed, Steps

DEV = ROOT / "tools" / "dev.py"


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(DEV), *arguments], capture_output=True, text=True)


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        ([], []),
        (["tests"], ["--session", "tests"]),
        (["lint", "docs"], ["--session", "lint", "docs"]),
        (["--", "-k", "foo"], ["--session", "tests(cpu)", "--", "-k", "foo"]),
        (["tests", "--", "-x"], ["--session", "tests", "--", "-x"]),
        (["--list"], ["--list"]),
        (["-s", "lint"], ["-s", "lint"]),
    ],
)
def test_arguments_of_the_test_command_reach_nox(given: list[str], passed_on: list[str]) -> None:
    assert nox_arguments(given) == passed_on


def test_help_names_the_commands() -> None:
    ended = dev("--help")
    assert ended.returncode == 0
    assert all(f"tools/dev.py {name}" in ended.stdout for name in ("demo", "test", "setup"))


def test_an_unknown_command_is_a_mistake_of_the_user() -> None:
    ended = dev("tset")
    assert ended.returncode == 2
    assert ended.stderr.startswith("UsageError: there is no command 'tset'.")


def test_a_python_that_is_too_old_gets_one_clear_error() -> None:
    old = "import sys; sys.version_info = (3, 9, 1, 'final', 0); sys.argv = ['dev.py', 'demo']; "
    run = f"import runpy; runpy.run_path({str(DEV)!r}, run_name='__main__')"
    ended = subprocess.run([sys.executable, "-c", old + run], capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stderr.startswith("PythonError: Netwright needs Python 3.10 or newer")
    assert "fix: " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_failed_step_shows_the_end_of_its_output_and_keeps_it_all(tmp_path: Path) -> None:
    log = tmp_path / "setup.log"
    code = "[print('line', n) for n in range(100)]; raise SystemExit(7)"
    with pytest.raises(StepFailed) as failed:
        Steps(log, io.StringIO()).run("installing", [sys.executable, "-c", code])
    message = str(failed.value)
    assert message.startswith("SetupError: installing failed with exit code 7.")
    assert str(log) in message
    assert "line 99" in message
    assert "line 10\n" not in message
    assert "line 10\n" in log.read_text("utf-8")


def test_a_step_that_is_done_takes_one_line_with_its_time(tmp_path: Path) -> None:
    out = io.StringIO()
    Steps(tmp_path / "setup.log", out).run("looking", [sys.executable, "-c", "print('noise')"])
    (line,) = out.getvalue().splitlines()
    assert line.startswith("  looking ... ")
    assert line.endswith(" s")
