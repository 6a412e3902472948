"""Choosing the device: by name, or the fastest one there is."""

from __future__ import annotations

import torch

from netwright.interfaces.errors import DeviceError


def choose_device(name: str = "auto") -> torch.device:
    """The device to train on.

    Args:
        name: ``auto``, ``cpu``, ``cuda`` (also for ROCm), ``cuda:1`` or ``mps``.

    Raises:
        DeviceError: There is no such device here.
    """
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


def _is_there(kind: str, index: int = 0) -> bool:
    if kind == "cuda":
        return torch.cuda.is_available() and index < torch.cuda.device_count()
    if kind == "mps":
        return torch.backends.mps.is_available()
    return True


def describe_device(device: torch.device) -> str:
    """The device as a person knows it, such as ``cuda (NVIDIA H100)``."""
    if device.type == "cuda":
        return f"{device} ({torch.cuda.get_device_name(device)})"
    if device.type == "cpu":
        return f"cpu ({torch.get_num_threads()} threads)"
    return str(device)
