"""The environment of a checkout is made once, and made again when it has to be."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from environment import Environment
from installation import SetupError, ensure
from setup_lock import hold
from steps import Steps


class RecordedSteps(Steps):
    """Notes the titles of the steps; a real one takes minutes. One can be made to be killed in."""

    def __init__(self, environment: Environment, killed_in: str | None = None) -> None:
        super().__init__(environment.log, io.StringIO())
        self.titles: list[str] = []
        self._environment = environment
        self._killed_in = killed_in

    def run(
        self, title: str, command: Sequence[str], environment: Mapping[str, str] | None = None
    ) -> None:
        self.titles.append(title)
        if self._killed_in and self._killed_in in title:
            raise KeyboardInterrupt
        if "making" in title:
            self._environment.python.parent.mkdir(parents=True)
            self._environment.python.touch()


@pytest.fixture
def checkout(tmp_path: Path) -> Environment:
    for name in ("constraints.txt", "requirements-build.txt", "requirements-dev.txt"):
        file = tmp_path / "tools" / name
        file.parent.mkdir(exist_ok=True)
        file.touch()
    project = tmp_path / "packages" / "layers" / "pyproject.toml"
    project.parent.mkdir(parents=True)
    project.write_text("[project]\n", "utf-8")
    return Environment(tmp_path)


@pytest.fixture
def set_up(checkout: Environment) -> Callable[..., list[str]]:
    """Makes the environment ready and gives the steps that it took."""

    def call(purpose: str, killed_in: str | None = None, keep_python: bool = False) -> list[str]:
        steps = RecordedSteps(checkout, killed_in)
        done = ensure(
            checkout,
            purpose,  # type: ignore[arg-type]
            keep_python=keep_python,
            steps_for=lambda environment, lock: steps,
        )
        assert done == bool(steps.titles)
        return [title.split(" ")[1] for title in steps.titles]

    return call


SetUp = Callable[..., list[str]]
FROM_NOTHING = ["an", "what", "Netwright"]


def test_the_first_set_up_makes_everything(set_up: SetUp) -> None:
    assert set_up("test") == [*FROM_NOTHING, "the"]


def test_a_second_set_up_does_nothing(set_up: SetUp) -> None:
    set_up("test")
    assert set_up("test") == []


def test_what_the_demo_needs_is_there_once_the_tests_are_set_up(set_up: SetUp) -> None:
    set_up("test")
    assert set_up("demo") == []


def test_after_the_demo_only_the_test_tools_are_added(set_up: SetUp) -> None:
    assert set_up("demo") == FROM_NOTHING
    assert set_up("test") == ["the"]


@pytest.mark.parametrize(
    ("file", "steps"),
    [
        ("packages/layers/pyproject.toml", ["what", "Netwright", "the"]),
        ("tools/constraints.txt", ["what", "Netwright", "the"]),
        ("tools/requirements-dev.txt", ["the"]),
    ],
)
def test_a_changed_file_is_installed_into_the_same_environment(
    set_up: SetUp, checkout: Environment, file: str, steps: list[str]
) -> None:
    set_up("test")
    (checkout.root / file).write_text("# changed\n", "utf-8")
    assert set_up("test") == steps


def test_a_new_package_is_installed(set_up: SetUp, checkout: Environment) -> None:
    set_up("demo")
    project = checkout.root / "packages" / "vision" / "pyproject.toml"
    project.parent.mkdir()
    project.touch()
    assert set_up("demo") == ["what", "Netwright"]


@pytest.mark.parametrize("step", ["making", "builds packages", "Netwright", "test tools"])
def test_a_set_up_that_was_killed_is_done_from_nothing(
    set_up: SetUp, checkout: Environment, step: str
) -> None:
    with pytest.raises(KeyboardInterrupt):
        set_up("test", killed_in=step)
    (checkout.folder / "half-installed").touch()
    assert set_up("test") == [*FROM_NOTHING, "the"]
    assert not (checkout.folder / "half-installed").exists()


def test_an_update_that_was_killed_is_done_from_nothing(
    set_up: SetUp, checkout: Environment
) -> None:
    set_up("demo")
    (checkout.root / "tools" / "constraints.txt").write_text("# changed\n", "utf-8")
    with pytest.raises(KeyboardInterrupt):
        set_up("demo", killed_in="Netwright")
    assert set_up("demo") == FROM_NOTHING


@pytest.mark.parametrize("key", ["python", "root"])
def test_an_environment_of_another_python_or_place_is_made_again(
    set_up: SetUp, checkout: Environment, key: str
) -> None:
    set_up("demo")
    record = checkout.folder / "netwright-setup.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), key: "other"}))
    assert set_up("demo") == FROM_NOTHING


def test_nox_keeps_an_environment_of_another_python(set_up: SetUp, checkout: Environment) -> None:
    set_up("test")
    record = checkout.folder / "netwright-setup.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), "python": "3.10.0"}))
    assert set_up("test", keep_python=True) == []


def test_an_environment_whose_python_is_gone_is_made_again(
    set_up: SetUp, checkout: Environment
) -> None:
    set_up("demo")
    checkout.python.unlink()
    assert set_up("demo") == FROM_NOTHING


def test_an_unreadable_record_counts_as_a_set_up_that_did_not_finish(
    set_up: SetUp, checkout: Environment
) -> None:
    set_up("demo")
    (checkout.folder / "netwright-setup.json").write_text('{"root": "/')
    assert set_up("demo") == FROM_NOTHING


def test_an_environment_whose_removal_was_killed_is_made_again(
    set_up: SetUp, checkout: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up("demo")
    checkout.python.unlink()

    def killed(path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            set_up("demo")
    assert set_up("demo") == FROM_NOTHING


def test_an_environment_that_somebody_else_made_is_left_alone(
    set_up: SetUp, checkout: Environment
) -> None:
    (checkout.folder / "bin").mkdir(parents=True)
    with pytest.raises(SetupError, match="was not made by") as refused:
        set_up("demo")
    assert "fix: rename or remove it" in str(refused.value)
    assert (checkout.folder / "bin").exists()


def test_a_python_without_ensurepip_is_refused_with_the_fix(
    set_up: SetUp, checkout: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SetupError, match="lacks the module 'ensurepip'") as refused:
        set_up("demo")
    assert "-venv" in str(refused.value)
    assert not checkout.folder.exists()


@pytest.mark.skipif(os.name == "nt", reason="on Windows a child holds no lock of its parent")
def test_a_second_set_up_waits_while_the_first_or_what_it_started_runs(tmp_path: Path) -> None:
    began = time.monotonic()
    with hold(tmp_path / "lock", waiting=pytest.fail) as lock:
        sleep = [sys.executable, "-c", "import time; time.sleep(1)"]
        orphan = subprocess.Popen(sleep, pass_fds=[lock])
    waits: list[bool] = []
    with hold(tmp_path / "lock", waiting=lambda: waits.append(True)):
        assert orphan.wait(timeout=1) == 0
    assert waits == [True]
    assert time.monotonic() - began >= 1
