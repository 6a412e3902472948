"""How much memory a run takes."""

from __future__ import annotations

import sys

import psutil


def process_memory() -> int:
    """Bytes of the computer's memory that this process takes."""
    return int(psutil.Process().memory_info().rss)


def device_memory(device: str) -> int | None:
    """Bytes that PyTorch holds on a device of its own; None for the CPU.

    Args:
        device: Such as ``cuda:0`` or ``mps``.
    """
    torch = sys.modules.get("torch")  # Where a run goes on, it is loaded; else nothing is held.
    if torch is None or device == "cpu":
        return None
    if device.startswith("cuda"):
        return int(torch.cuda.memory_reserved(device))
    return int(torch.mps.driver_allocated_memory()) if device == "mps" else None


def in_bytes(count: int) -> str:
    """Such as ``512 MB`` or ``2.1 GB``."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
