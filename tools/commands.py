"""What `tools/dev.py` does once it knows that this Python is new enough."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence

from environment import Environment
from installation import SetupError, ensure
from steps import StepFailed

STOPPED = 130


def run(arguments: Sequence[str], usage: str) -> int:
    """Carry out one command line; its exit code, or 1 for a failed set-up, 2 for a wrong word."""
    command, *rest = arguments or ["--help"]
    if command in ("-h", "--help"):
        print(usage.strip())
        return 0
    if command not in _COMMANDS:
        print(f"UsageError: there is no command {command!r}.\n\n{usage.strip()}", file=sys.stderr)
        return 2
    try:
        return _COMMANDS[command](Environment(), rest)
    except (SetupError, StepFailed) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command starts the set-up afresh.", file=sys.stderr)
        return STOPPED


def demo(environment: Environment, options: Sequence[str]) -> int:
    """Set up what users need, and run `netwright demo`."""
    ensure(environment, "demo")
    return _call(environment, [str(environment.scripts / "netwright"), "demo", *options])


def test(environment: Environment, rest: Sequence[str]) -> int:
    """Set up what developers need, and run nox."""
    ensure(environment, "test")
    return _call(environment, [str(environment.python), "-m", "nox", *nox_arguments(rest)])


def setup(environment: Environment, _: Sequence[str]) -> int:
    """Set up what developers need."""
    done = ensure(environment, "test")
    word = "Ready" if done else "Everything was ready"
    print(f"{word}: {environment.python}", file=sys.stderr)
    return 0


_COMMANDS = {"demo": demo, "test": test, "setup": setup}


def nox_arguments(rest: Sequence[str]) -> list[str]:
    """Turn `[SESSION...] [-- PYTEST_ARGUMENT...]` into nox's arguments; nox's own stay as they are.

    Arguments for pytest mean nothing to the other sessions, so alone they ask for the CPU tests.
    """
    words = list(rest)
    separator = words.index("--") if "--" in words else len(words)
    sessions, for_pytest = words[:separator], words[separator:]
    if any(word.startswith("-") for word in sessions):
        return words
    if for_pytest and not sessions:
        sessions = ["tests(cpu)"]
    return ["--session", *sessions, *for_pytest] if sessions else []


def _call(environment: Environment, command: Sequence[str]) -> int:
    """Run `command` in the checkout to its end, and let whoever wants to stop it reach it."""
    with subprocess.Popen(command, cwd=environment.root, env=environment.variables()) as child:
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        while True:
            try:
                code = child.wait()
                return code if code >= 0 else 128 - code
            except KeyboardInterrupt:
                # The terminal told the child as well, which keeps its work and ends by itself.
                continue
