"""Choosing the device: by name, or the fastest one there is."""

from __future__ import annotations

import torch

from netwright.interfaces.errors import DeviceError
from netwright.training.place import ONLY, Place


def choose_device(name: str = "auto", place: Place = ONLY) -> torch.device:
    """The device to train on.

    Args:
        name: ``auto``, ``cpu``, ``cuda`` (also for ROCm), ``cuda:1`` or ``mps``.
        place: Which of several processes this one is; each of a machine has a GPU of its own.

    Raises:
        DeviceError: There is no such device here, or none for this process.
    """
    if place.size > 1:
        return _of_several(name, place.local)
    if name == "auto":
        return torch.device(next((d for d in ("cuda", "mps") if _is_there(d)), "cpu"))
    kind, _, index = name.partition(":")
    if kind not in {"cpu", "cuda", "mps"} or (index and not index.isdigit()):
        raise DeviceError(
            f"{name!r} is not a device.", fix="use --device auto, cpu, cuda, cuda:1 or mps."
        )
    if not _is_there(kind, int(index or 0)):
        raise DeviceError(
            f"the device {name!r} is not there: torch {torch.__version__} sees "
            f"{torch.cuda.device_count()} CUDA device(s).",
            fix="use --device auto, or install the torch build for your GPU and its driver.",
        )
    return torch.device(name)


def _of_several(name: str, local: int) -> torch.device:
    """The CPU, or the machine's GPU of that number."""
    if name == "cpu" or (name == "auto" and not _is_there("cuda")):
        return torch.device("cpu")
    if name not in {"auto", "cuda"}:
        raise DeviceError(
            f"several processes cannot share the device {name!r}.",
            fix="use --device auto, cuda or cpu: each process takes the GPU of its number.",
        )
    if not _is_there("cuda", local):
        raise DeviceError(
            f"process {local} of this machine has no GPU of its own: torch {torch.__version__} "
            f"sees {torch.cuda.device_count()} CUDA device(s).",
            fix="start as many processes as there are GPUs, or use --device cpu.",
        )
    return torch.device("cuda", local)


def _is_there(kind: str, index: int = 0) -> bool:
    if kind == "cuda":
        return torch.cuda.is_available() and index < torch.cuda.device_count()
    if kind == "mps":
        return torch.backends.mps.is_available()
    return True
