"""Structural similarity of pictures, as a metric and as a loss."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

_WINDOW, _SIGMA = 11, 1.5
_C1, _C2 = 0.01**2, 0.03**2


def structural_similarity(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """How alike pictures look: 1 for equal ones (Wang, Bovik, Sheikh and Simoncelli, 2004).

    Means, variances and covariance are taken under a Gaussian window of 11 by 11 pixels and
    deviation 1.5; of smaller pictures, under the largest odd window that fits. Only windows that
    lie wholly within the picture count.

    Args:
        a: [N,C,H,W], 0 to 1.
        b: As `a`.

    Returns:
        [N], the average over channels and windows.
    """
    kernels = _kernels(a)
    mean_a, mean_b = _blur(a, kernels), _blur(b, kernels)
    var_a = _blur(a * a, kernels) - mean_a**2
    var_b = _blur(b * b, kernels) - mean_b**2
    covariance = _blur(a * b, kernels) - mean_a * mean_b
    alike = (2 * mean_a * mean_b + _C1) * (2 * covariance + _C2)
    most = (mean_a**2 + mean_b**2 + _C1) * (var_a + var_b + _C2)
    return (alike / most).mean(dim=(1, 2, 3))


class SSIM(nn.Module):
    """1 - the structural similarity, averaged over the batch."""

    def forward(self, given: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        """The loss of pictures [N,C,H,W], 0 to 1."""
        return 1 - structural_similarity(given, wanted).mean()


def _kernels(pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The window's columns and its rows, one of each a channel."""
    channels, height, width = pictures.shape[1:]
    shortest = min(height, width, _WINDOW)
    size = shortest if shortest % 2 else shortest - 1
    places = torch.arange(size, dtype=pictures.dtype, device=pictures.device) - size // 2
    bell = torch.exp(-(places**2) / (2 * _SIGMA**2))
    bell = (bell / bell.sum()).expand(channels, 1, size)
    return bell.unsqueeze(3), bell.unsqueeze(2)


def _blur(pictures: torch.Tensor, kernels: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    for kernel in kernels:
        pictures = functional.conv2d(pictures, kernel, groups=pictures.shape[1])
    return pictures
