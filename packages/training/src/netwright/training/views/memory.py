"""How much memory a run takes."""

from __future__ import annotations

import sys

import psutil


def process_memory() -> int:
    """Bytes of the computer's memory that this process takes."""
    return int(psutil.Process().memory_info().rss)


def most_process_memory() -> int:
    """Bytes of the computer's memory that this process took at most since it began."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def device_memory(device: str, *, most: bool = False) -> int | None:
    """Bytes that PyTorch holds on a device of its own, or held at most; None for the CPU.

    Args:
        device: Such as ``cuda:0`` or ``mps``.
    """
    torch = sys.modules.get("torch")  # Where a run goes on, it is loaded; else nothing is held.
    if torch is None or device == "cpu":
        return None
    if device.startswith("cuda"):
        held = torch.cuda.max_memory_reserved if most else torch.cuda.memory_reserved
        return int(held(device))
    return int(torch.mps.driver_allocated_memory()) if device == "mps" else None


def in_bytes(count: int) -> str:
    """Such as ``512 MB`` or ``2.1 GB``."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
