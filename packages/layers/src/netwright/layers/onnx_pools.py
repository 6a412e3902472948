"""Poolings that the exporter cannot express, in operators that it can, while one is exported."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.nn import functional as F

_MAX_POOLS = (nn.AdaptiveMaxPool1d, nn.AdaptiveMaxPool2d, nn.AdaptiveMaxPool3d)


def pool_forward(part: nn.Module) -> Callable[..., Any] | None:
    """What to run in place of the module's `forward`; None where that can be exported."""
    if isinstance(part, _MAX_POOLS):
        return functools.partial(_adaptive_max, part)
    if isinstance(part, nn.AdaptiveAvgPool3d):
        return functools.partial(_adaptive_mean, part.output_size)
    if isinstance(part, nn.Upsample) and part.mode == "area":
        return functools.partial(_area, part)
    divided = isinstance(part, (nn.AvgPool2d, nn.AvgPool3d)) and part.divisor_override
    if divided and not part.ceil_mode:
        return functools.partial(_divided, part)
    return None


def _adaptive_max(part: Any, input: torch.Tensor) -> torch.Tensor:
    sizes = _sizes(part.output_size, input)
    if all(come % go == 0 for come, go in zip(input.shape[2:], sizes, strict=True)):
        return type(part).forward(part, input)  # The exporter makes a MaxPool of it.
    for axis, size in enumerate(sizes, start=2):
        windows = _windows(input.shape[axis], size)
        width = max(map(len, windows))
        # Shorter windows have their last place more than once, which changes no maximum.
        places = [[*window, *[window[-1]] * (width - len(window))] for window in windows]
        found = input.index_select(axis, torch.tensor(places).flatten())
        input = found.unflatten(axis, (size, width)).amax(axis + 1)
    return input


def _adaptive_mean(output_size: Any, input: torch.Tensor) -> torch.Tensor:
    """A mean over a box is the mean of means along its axes: one product with weights an axis."""
    for axis, size in enumerate(_sizes(output_size, input), start=2):
        weights = torch.zeros(input.shape[axis], size)
        for place, window in enumerate(_windows(input.shape[axis], size)):
            weights[window.start : window.stop, place] = 1 / len(window)
        input = (input.transpose(axis, -1) @ weights).transpose(axis, -1)
    return input


def _area(part: nn.Upsample, input: torch.Tensor) -> torch.Tensor:
    if input.ndim < 5:
        return nn.Upsample.forward(part, input)
    sizes: Any = part.size
    if sizes is None:
        factors: Any = part.scale_factor
        each = factors if isinstance(factors, tuple) else (factors,) * (input.ndim - 2)
        sizes = [int(size * factor) for size, factor in zip(input.shape[2:], each, strict=True)]
    return _adaptive_mean(sizes, input)


def _divided(part: Any, input: torch.Tensor) -> torch.Tensor:
    pool = F.avg_pool2d if isinstance(part, nn.AvgPool2d) else F.avg_pool3d
    axes = input.ndim - 2
    size = part.kernel_size
    elements = math.prod(size) if isinstance(size, tuple) else size**axes
    mean = pool(input, part.kernel_size, part.stride, part.padding)
    return mean * (elements / part.divisor_override)


def _sizes(output_size: Any, input: torch.Tensor) -> list[int]:
    spatial = input.shape[2:]
    wanted = [output_size] * len(spatial) if isinstance(output_size, int) else output_size
    return [go or come for come, go in zip(spatial, wanted, strict=True)]


def _windows(length: int, size: int) -> list[range]:
    """Where torch's adaptive pooling takes each output from, along an axis."""
    return [range(i * length // size, -(-(i + 1) * length // size)) for i in range(size)]
