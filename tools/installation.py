"""Makes the environment of a checkout, or brings it up to date, or sees that it is ready."""

from __future__ import annotations

import dataclasses
import importlib.util
import platform
import shutil
import sys
from collections.abc import Callable

from environment import Environment, Purpose
from setup_lock import hold
from steps import Steps

StepsFor = Callable[[Environment, int], Steps]
SIZE = "about 6 GB on Linux, most of it PyTorch"


class SetupError(Exception):
    """The environment cannot be made here. The message says why, and the fix."""


def ensure(
    environment: Environment,
    purpose: Purpose,
    *,
    keep_python: bool = False,
    steps_for: StepsFor = lambda environment, lock: Steps(environment.log, inherited=[lock]),
) -> bool:
    """Make `environment` ready for `purpose`; True where something had to be done for it.

    With `keep_python` an environment that another Python made is kept: nox may run on any of them.
    Raises SetupError, or StepFailed with the end of pip's output.
    """
    with hold(environment.lock, waiting=_say_waiting) as lock:
        steps = steps_for(environment, lock)
        if _must_be_made(environment, keep_python):
            _make(environment, steps)
        record = environment.read_record() or environment.new_record()
        if record.installed.get(purpose) == environment.fingerprint(purpose):
            return False
        _install(environment, purpose, steps)
        return True


def _must_be_made(environment: Environment, keep_python: bool) -> bool:
    """Whether there is none, or one that was left half-made, or is another Python's or checkout's.

    Raises SetupError where the folder is not ours to replace.
    """
    record = environment.read_record()
    if record is None:
        if environment.folder.exists() and any(environment.folder.iterdir()):
            raise SetupError(
                f"SetupError: {environment.folder} exists and was not made by tools/dev.py.\n"
                "  fix: rename or remove it, and call the same command again."
            )
        return True
    same_python = keep_python or record.python == platform.python_version()
    same_place = record.root == str(environment.root)
    return not (record.installed and same_python and same_place and environment.python.exists())


def _make(environment: Environment, steps: Steps) -> None:
    _refuse_python_without_venv()
    _say(f"Setting up {environment.folder} ({SIZE}); this happens once.")
    _remove(environment)
    environment.folder.mkdir()
    environment.write_record(environment.new_record())
    steps.run(
        f"making an environment with Python {platform.python_version()}",
        [_base_python(), "-m", "venv", str(environment.folder)],
    )


def _install(environment: Environment, purpose: Purpose, steps: Steps) -> None:
    record = environment.read_record() or environment.new_record()
    installed = {"demo": environment.fingerprint("demo")}
    environment.write_record(dataclasses.replace(record, installed={}))
    if record.installed.get("demo") != installed["demo"]:
        _install_packages(environment, steps)
    if purpose == "test":
        requirements = str(environment.root / "tools" / "requirements-dev.txt")
        _pip(environment, steps, "installing the test tools", ["-r", requirements])
        installed["test"] = environment.fingerprint("test")
    environment.write_record(dataclasses.replace(record, installed=installed))


def _install_packages(environment: Environment, steps: Steps) -> None:
    requirements = str(environment.root / "tools" / "requirements-build.txt")
    _pip(environment, steps, "installing what builds packages", ["--upgrade", "-r", requirements])
    editable = [
        argument
        for project in environment.projects()
        for argument in ("--editable", str(project.parent))
    ]
    title = "installing Netwright and what it needs"
    _pip(environment, steps, title, ["--no-build-isolation", *editable])


def _pip(environment: Environment, steps: Steps, title: str, arguments: list[str]) -> None:
    constraints = str(environment.root / "tools" / "constraints.txt")
    command = [str(environment.python), "-m", "pip", "install", "--disable-pip-version-check"]
    # What is imported is compiled then; compiling all of torch takes longer than the demo.
    command += ["--no-input", "--no-compile", "--progress-bar", "off"]
    command += ["--constraint", constraints, *arguments]
    steps.run(title, command, environment.variables())


def _base_python() -> str:
    # Within `.venv` itself the running Python is about to be removed; its base stays.
    return getattr(sys, "_base_executable", None) or sys.executable


def _refuse_python_without_venv() -> None:
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SetupError(
            f"SetupError: this Python ({sys.executable}) lacks the module {missing[0]!r}, "
            "which makes environments.\n"
            f"  fix: on Debian and Ubuntu: sudo apt install python{version}-venv; "
            "elsewhere use the Python of python.org."
        )


def _remove(environment: Environment) -> None:
    if not environment.folder.exists():
        return
    children = set(environment.folder.iterdir())
    try:
        # The record goes last: what is killed here leaves a folder that is known as ours.
        for child in [*(children - {environment.record_file}), environment.record_file]:
            if child.is_dir() and not child.is_symlink():
                shutil.rmtree(child)
            else:
                child.unlink(missing_ok=True)
        environment.folder.rmdir()
    except OSError as error:
        raise SetupError(
            f"SetupError: {environment.folder} must be made again and cannot be removed: {error}\n"
            "  fix: close what runs from it, or remove the folder, and call the same command again."
        ) from error


def _say_waiting() -> None:
    _say("Another set-up of this checkout is running; waiting for its end.")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
