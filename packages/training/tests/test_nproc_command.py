"""`netwright train --nproc 2` and `torchrun`: stopped, killed, started anew, and mistaken."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch

from netwright.interfaces.documents import Ended, EpochEnded, Started
from netwright.interfaces.errors import DeviceError, UsageError
from netwright.training import Run
from netwright.training.checkpoint import read_checkpoint
from netwright.training.device import choose_device
from netwright.training.launching import should_launch
from netwright.training.place import Place, own_place
from netwright.training.restarting import begun_before, mark

COMMAND = [sys.executable, "-m", "netwright.interfaces.cli"]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")


@pytest.fixture(scope="module")
def few_digits(digits_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve images of each digit."""
    folder = tmp_path_factory.mktemp("data") / "few"
    for kind in sorted(path for path in digits_folder.iterdir() if path.is_dir()):
        (folder / kind.name).mkdir(parents=True)
        for image in sorted(kind.iterdir())[:12]:
            shutil.copy(image, folder / kind.name)
    return folder


@contextmanager
def training(folder: Path, command: list[str]) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A command that trains in the folder, once it has kept a checkpoint; and its run's folder."""
    trainer = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    run = folder / "runs" / "few-01"
    try:
        while trainer.poll() is None and not (run / "checkpoints/last.safetensors").exists():
            time.sleep(0.02)
        yield trainer, run
    finally:
        trainer.kill()
        trainer.communicate()


def train(data: Path, epochs: int, *more: str) -> list[str]:
    return ["train", "--data", str(data), "--epochs", str(epochs), *more]


def by_two(data: Path, *more: str) -> list[str]:
    """A run of two processes that does not end by itself within the test."""
    return [*COMMAND, *train(data, 100_000, "--nproc", "2", *more)]


def children(process: int) -> list[int]:
    return [int(i) for i in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_a_mistake_is_told_once(few_digits: Path, tmp_path: Path) -> None:
    with training(tmp_path, by_two(few_digits, "--batch-size", "1")) as (trainer, run):
        _, said = trainer.communicate(timeout=120)
    assert trainer.returncode == 2
    assert said == (
        "UsageError: 2 processes share each step, but a step has 1 sample(s).\n"
        "  fix: set batch_size=2 or more, or use fewer processes.\n"
    )
    assert not run.exists()


@POSIX
def test_an_interrupt_stops_both_with_their_work_kept(few_digits: Path, tmp_path: Path) -> None:
    with training(tmp_path, by_two(few_digits, "--json")) as (trainer, folder):
        trainer.send_signal(signal.SIGINT)
        out, said = trainer.communicate(timeout=120)
    assert trainer.returncode == 130, said
    assert "Warning" not in said, said
    assert said.count("training few-01 on cpu: 100 samples, 20 held out") == 1
    assert said.count("stopped after") == 1
    assert [path.name for path in folder.parent.iterdir()] == ["few-01"]
    run = Run.open(folder)
    assert out.count("few-01/model.onnx") == 1
    assert run.report.exists()
    assert [e.reason for e in run.events() if isinstance(e, Ended)] == ["stopped"]


@LINUX
def test_a_killed_process_ends_the_other_one_with_one_message(
    few_digits: Path, tmp_path: Path
) -> None:
    with training(tmp_path, by_two(few_digits)) as (trainer, run):
        os.kill(children(trainer.pid)[1], signal.SIGKILL)
        _, said = trainer.communicate(timeout=120)
    assert trainer.returncode == 2
    *_, error, fix = said.splitlines()
    assert error == (
        "ProcessError: process 1 of 2 was ended from outside, by signal 9, so the others ended as "
        "well."
    )
    assert fix.startswith("  fix: go on from the last checkpoint: netwright resume RUN --nproc 2.")
    assert "Traceback" not in said
    assert said.count("Error") == 1
    assert read_checkpoint(Run.open(run).last_checkpoint)[1].epoch >= 1


@LINUX
def test_none_is_left_behind_when_the_one_that_started_them_is_killed(
    few_digits: Path, tmp_path: Path
) -> None:
    with training(tmp_path, by_two(few_digits)) as (trainer, run):
        trainer.kill()
        # Both hold its stdout until they end.
        _, said = trainer.communicate(timeout=120)
    assert "stopped after" in said
    assert [e.reason for e in Run.open(run).events() if isinstance(e, Ended)] == ["stopped"]


DIES_ONCE = """
import os, signal, sys, threading, time
from pathlib import Path
from netwright.interfaces.cli import main

def die():
    while not Path("runs/few-01/checkpoints/last.safetensors").exists():
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)

if (os.environ["RANK"], os.environ["TORCHELASTIC_RESTART_COUNT"]) == ("1", "0"):
    threading.Thread(target=die, daemon=True).start()
main()
"""


@POSIX
def test_processes_that_torchrun_starts_anew_go_on_with_their_run(
    few_digits: Path, tmp_path: Path
) -> None:
    script = tmp_path / "dies_once.py"
    script.write_text(DIES_ONCE)
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
    torchrun += ["--nproc-per-node=2", "--max-restarts=1", "--monitor-interval=0.1", str(script)]
    with training(tmp_path, [*torchrun, *train(few_digits, 60)]) as (trainer, folder):
        out, said = trainer.communicate(timeout=240)
    assert trainer.returncode == 0, said
    assert [path.name for path in folder.parent.iterdir()] == ["few-01"]
    run = Run.open(folder)
    events = list(run.events())
    assert [e.epoch for e in events if isinstance(e, EpochEnded)] == [*range(1, 61)]
    first, again = (e.first_epoch for e in events if isinstance(e, Started))
    assert first == 1 < again
    assert out.count("model ") == 1
    assert run.model.exists()


def test_a_place_is_what_torchrun_says() -> None:
    said = {
        "RANK": "5",
        "WORLD_SIZE": "8",
        "LOCAL_RANK": "1",
        "MASTER_ADDR": "a",
        "MASTER_PORT": "1",
    }
    assert own_place(said) == Place(rank=5, size=8, local=1)
    assert own_place({"RANK": "5", "WORLD_SIZE": "8"}) == Place()
    elastic = {"TORCHELASTIC_RESTART_COUNT": "2", "TORCHELASTIC_RUN_ID": "mine"}
    assert own_place({**said, **elastic}) == Place(5, 8, 1, restarts=2, launch="mine")


def test_a_number_that_torchrun_did_not_start_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "RANK": "0",
        "WORLD_SIZE": "2",
        "MASTER_ADDR": "a",
        "MASTER_PORT": "1",
    }.items():
        monkeypatch.setenv(name, value)
    assert not should_launch(1)
    assert not should_launch(2)
    with pytest.raises(UsageError) as caught:
        should_launch(3)
    assert caught.value.message == "--nproc 3 came, but torchrun has started 2 processes already."
    assert caught.value.fix == "leave --nproc out under torchrun."


def test_the_newest_run_of_these_processes_is_gone_on_with(finished: Run, tmp_path: Path) -> None:
    for number, launch in enumerate(["mine", "mine", "another's", ""]):
        folder = tmp_path / f"run-{number}"
        shutil.copytree(finished.folder, folder)
        mark(Run.open(folder), Place(launch=launch))
    os.utime(tmp_path / "run-0" / "launch.txt", (1, 1))
    assert begun_before(tmp_path, Place(launch="mine", restarts=1)) == Run(tmp_path / "run-1")
    assert begun_before(tmp_path, Place(launch="mine")) is None
    assert begun_before(tmp_path, Place(restarts=1)) is None
    assert begun_before(tmp_path / "none", Place(launch="mine", restarts=1)) is None


@pytest.mark.parametrize("name", ["mps", "cuda:1"])
def test_a_device_that_cannot_be_shared_is_refused(name: str) -> None:
    with pytest.raises(DeviceError) as caught:
        choose_device(name, Place(rank=1, size=2, local=1))
    assert caught.value.message == f"several processes cannot share the device {name!r}."
    assert (
        caught.value.fix
        == "use --device auto, cuda or cpu: each process takes the GPU of its number."
    )


@pytest.mark.skipif(torch.cuda.device_count() > 6, reason="there are as many GPUs")
def test_a_process_without_a_gpu_of_its_own_is_refused() -> None:
    with pytest.raises(DeviceError, match="process 7 of this machine has no GPU of its own: torch"):
        choose_device("cuda", Place(rank=7, size=8, local=7))
