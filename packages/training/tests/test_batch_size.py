"""The batch size of ``batch_size = "auto"``."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from netwright.data import Prepared
from netwright.interfaces.documents import Recipe, Started
from netwright.interfaces.errors import DeviceError
from netwright.training import fit
from netwright.training.batch_size import largest_fitting, largest_wanted
from netwright.training.checkpoint import read_checkpoint


@pytest.mark.parametrize(
    ("samples", "accumulate", "size"),
    [(100, 1, 16), (1437, 1, 64), (50_000, 1, 2048), (1437, 2, 32)],
)
def test_a_batch_leaves_twenty_steps_an_epoch(samples: int, accumulate: int, size: int) -> None:
    assert largest_wanted(samples, accumulate) == size


@pytest.mark.parametrize(("room", "size"), [(5000, 1024), (1024, 1024), (1000, 512), (1, 1)])
def test_the_batch_is_halved_until_the_memory_is_enough(room: int, size: int) -> None:
    def attempt(wanted: int) -> None:
        if wanted > room:
            raise torch.OutOfMemoryError

    assert largest_fitting(1024, attempt) == size


def test_a_device_without_room_for_one_sample_is_told() -> None:
    def attempt(wanted: int) -> None:
        raise torch.OutOfMemoryError

    with pytest.raises(DeviceError, match="no room for training with even one sample"):
        largest_fitting(64, attempt)


def test_what_was_chosen_is_told_and_kept_for_resuming(
    digits: Prepared, device: str, tmp_path: Path
) -> None:
    run = fit(None, digits, Recipe(epochs=1, batch_size="auto"), runs=tmp_path, device=device)
    started = next(run.events())
    assert isinstance(started, Started)
    (told,) = (choice for choice in started.choices if choice.startswith("batch size: "))
    assert told == "batch size: 64, the largest that suits"
    assert read_checkpoint(run.last_checkpoint)[1].batch_size == 64


@pytest.mark.skipif(torch.cuda.is_available(), reason="tells what is chosen on a CPU")
def test_a_run_says_what_it_chose_for_the_machine(digits: Prepared, tmp_path: Path) -> None:
    run = fit(None, digits, Recipe(epochs=1), runs=tmp_path, device="cpu")
    started = next(run.events())
    assert isinstance(started, Started)
    samples, precision, layout, optimizer, allocator = started.choices
    assert samples == "samples: in cpu memory, as they fit"
    assert precision == "precision: fp32, as asked"
    assert layout == "layout: channels last, which convolutions are fastest in"
    assert optimizer.startswith("optimizer: AdamW of ")
    assert optimizer.endswith(" tensors, one fused kernel for all")
    assert allocator.startswith("allocator: ")
