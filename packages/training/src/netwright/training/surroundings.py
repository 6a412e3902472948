"""What training changes of the process around it, which may be someone else's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import torch

from netwright.training.allocator import freed_memory_is_kept
from netwright.training.precision import Precision, matrix_products_in

_CUBLAS = "CUBLAS_WORKSPACE_CONFIG"


@contextmanager
def own_surroundings(seed: int, precision: Precision, deterministic: bool) -> Iterator[None]:
    """Gradients, random state, allocator and CUDA's settings as training wants them.

    They are as they were afterwards, whatever a caller had, such as `torch.inference_mode()`.
    """
    device = precision.device
    with ExitStack() as stack:
        # Left last, so that the memory that all else held is given back with the rest.
        if device.type == "cpu":
            stack.enter_context(freed_memory_is_kept())
        stack.enter_context(torch.inference_mode(False))
        stack.enter_context(torch.enable_grad())
        if device.type == "cuda":
            stack.enter_context(torch.cuda.device(device))  # What a group's collectives go by.
        stack.enter_context(_own_random_state(device))
        stack.enter_context(matrix_products_in(precision))
        if deterministic and device.type == "cuda":
            stack.enter_context(_deterministic_algorithms())
        torch.manual_seed(seed)
        yield


def _own_random_state(device: torch.device) -> AbstractContextManager[None]:
    devices = [device.index or 0] if device.type == "cuda" else []
    forked: AbstractContextManager[None] = torch.random.fork_rng(devices=devices)
    return forked


@contextmanager
def _deterministic_algorithms() -> Iterator[None]:
    before, setting = torch.are_deterministic_algorithms_enabled(), os.environ.get(_CUBLAS)
    os.environ.setdefault(_CUBLAS, ":4096:8")  # Without it cuBLAS' sums may differ.
    torch.use_deterministic_algorithms(True)
    try:
        yield
    finally:
        torch.use_deterministic_algorithms(before)
        if setting is None:
            del os.environ[_CUBLAS]
