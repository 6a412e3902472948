"""Training in someone else's process leaves it as it was."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import torch

from netwright.data import Prepared
from netwright.interfaces.documents import Recipe
from netwright.training import Run, fit
from netwright.training.allocator import freed_memory_is_kept, why_not_kept
from netwright.training.precision import choose_precision
from netwright.training.surroundings import own_surroundings

SHORT = Recipe(epochs=1, batch_size=256)


def test_training_works_in_a_thread_under_inference_mode_and_leaves_signals_alone(
    digits: Prepared, device: str, tmp_path: Path
) -> None:
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    runs: list[Run] = []

    def train() -> None:
        with torch.inference_mode():
            runs.append(fit(None, digits, SHORT, runs=tmp_path, device=device))
            assert torch.is_inference_mode_enabled()

    thread = threading.Thread(target=train)
    thread.start()
    thread.join()
    assert runs[0].model.exists()
    assert handlers == [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]


def test_a_second_run_leaves_no_tensors_behind(
    digits: Prepared, device: str, tmp_path: Path
) -> None:
    def tensors_alive() -> int:
        asked = iter(range(3))  # Stopped before its first epoch is over, it exports nothing.
        fit(
            None,
            digits,
            SHORT,
            runs=tmp_path,
            device=device,
            should_stop=lambda: next(asked, None) is None,
        )
        gc.collect()
        return sum(issubclass(type(each), torch.Tensor) for each in gc.get_objects())

    tensors_alive()  # What is kept once, such as shapes that were inferred, is kept by now.
    assert tensors_alive() == tensors_alive()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_does_not_grow_from_run_to_run(digits_folder: Path, tmp_path: Path) -> None:
    code = """
import sys
from netwright.data import prepare
from netwright.interfaces.documents import Recipe
from netwright.training import fit

def megabytes():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 1e6

data = prepare(sys.argv[1])
after = []
for _ in range(4):
    fit(None, data, Recipe(epochs=1, batch_size=256), runs=sys.argv[2], device="cpu")
    after.append(megabytes())
print(after)
assert after[3] < after[1] + 20, after
"""
    ended = subprocess.run(
        [sys.executable, "-c", code, str(digits_folder), str(tmp_path)],
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.skipif(why_not_kept() is not None, reason="needs glibc as it is")
@pytest.mark.parametrize("in_thread", [False, True])
def test_freed_memory_is_kept_within_the_block_and_given_back_after_it(in_thread: bool) -> None:
    found: list[tuple[int, int]] = []

    def measure() -> None:
        with freed_memory_is_kept():
            for _ in range(8):
                _faults_of_some_tensors()
            kept = _faults_of_some_tensors()
        found.append((kept, _faults_of_some_tensors()))

    if in_thread:
        thread = threading.Thread(target=measure)
        thread.start()
        thread.join()
    else:
        measure()
    ((kept, new),) = found
    assert kept < new / 20


def _faults_of_some_tensors() -> int:
    """How many pages the kernel must clear for 96 MB in tensors that live together."""
    import resource  # Windows has none.

    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    _ = [torch.zeros(16 << 20, dtype=torch.uint8) for _ in range(6)]
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_an_allocator_that_a_user_has_set_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", "1000000")
    if sys.platform == "linux" and os.confstr("CS_GNU_LIBC_VERSION"):
        assert why_not_kept() == "MALLOC_TRIM_THRESHOLD_ is set, and is left as it is"
    else:
        assert why_not_kept() == "only glibc can be told to keep freed memory"


@pytest.mark.cuda
def test_cudas_settings_are_put_back() -> None:
    precision = choose_precision(Recipe(precision="tf32"), torch.device("cuda"))
    before = (
        torch.backends.cuda.matmul.allow_tf32,
        torch.backends.cudnn.allow_tf32,
        torch.are_deterministic_algorithms_enabled(),
        torch.cuda.get_rng_state().tolist(),
    )
    with own_surroundings(3, precision, deterministic=True):
        assert torch.backends.cuda.matmul.allow_tf32
        assert torch.are_deterministic_algorithms_enabled()
        torch.randn(3, device="cuda")
    assert before == (
        torch.backends.cuda.matmul.allow_tf32,
        torch.backends.cudnn.allow_tf32,
        torch.are_deterministic_algorithms_enabled(),
        torch.cuda.get_rng_state().tolist(),
    )
