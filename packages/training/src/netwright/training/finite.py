"""Whether numbers are numbers."""

from __future__ import annotations

from collections.abc import Iterable

import torch


def is_finite(tensors: Iterable[torch.Tensor]) -> bool:
    """Whether none holds NaN or an infinity; waits for each device once."""
    finite = [t.detach().isfinite().all() for t in tensors if t.is_floating_point()]
    by_device: dict[torch.device, list[torch.Tensor]] = {}
    for found in finite:
        by_device.setdefault(found.device, []).append(found)
    return all(bool(torch.stack(part).all()) for part in by_device.values())
