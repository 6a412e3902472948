"""Batch norms whose statistics are of all processes' samples, as if one process had them all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import distributed, nn

_BATCH_NORMS = (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d)


@contextmanager
def batch_norms_over_all(module: nn.Module) -> Iterator[None]:
    """In which the module's norms are over all processes' samples, with the same weights."""
    own = dict(_own_batch_norms(module))
    for path, norm in own.items():
        module.set_submodule(path, _over_all(norm))
    try:
        yield
    finally:
        for path, norm in own.items():
            norm.train(module.training)
            module.set_submodule(path, norm)


def _own_batch_norms(module: nn.Module) -> Iterator[tuple[str, nn.modules.batchnorm._BatchNorm]]:
    for path, part in module.named_modules(remove_duplicate=False):
        if isinstance(part, _BATCH_NORMS):
            yield path, part


def _over_all(norm: nn.modules.batchnorm._BatchNorm) -> nn.modules.batchnorm._BatchNorm:
    on_gpu = any(tensor.is_cuda for tensor in [*norm.parameters(), *norm.buffers()])
    kind = nn.SyncBatchNorm if on_gpu else GroupBatchNorm  # torch's own is for GPUs alone.
    made = kind(norm.num_features, norm.eps, norm.momentum, norm.affine, norm.track_running_stats)
    made._parameters.update(norm._parameters)
    made._buffers.update(norm._buffers)
    return made.train(norm.training)


class GroupBatchNorm(nn.modules.batchnorm._BatchNorm):
    """Batch norm over the samples of all processes (Ioffe and Szegedy, 2015), on any device."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The values [N,C,...] normalised and, where there are weights, scaled and shifted."""
        if not self.training:
            return super().forward(x)
        normal, mean, variance, count = _Normalised.apply(x, self.eps)
        if self.track_running_stats:
            self._follow(mean, variance * (count / (count - 1)))
        if self.affine:
            weight, bias = (_along_channels(v, x) for v in (self.weight, self.bias))
            normal = torch.addcmul(bias, normal, weight)
        return normal.to(x.dtype)

    @torch.no_grad()
    def _follow(self, mean: torch.Tensor, variance: torch.Tensor) -> None:
        assert self.num_batches_tracked is not None
        self.num_batches_tracked.add_(1)
        tracked = self.num_batches_tracked
        share = 1.0 / float(tracked) if self.momentum is None else self.momentum
        for running, value in ((self.running_mean, mean), (self.running_var, variance)):
            assert running is not None
            running.lerp_(value.to(running.dtype), share)

    def _check_input_dim(self, input: torch.Tensor) -> None:
        """The norm that this one stands for has seen such inputs already."""


class _Normalised(torch.autograd.Function):
    """[N,C,...] with mean 0 and variance 1 in each channel over all processes, float32.

    Sums are float64, since they are of large numbers that nearly cancel.
    """

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, eps: float) -> tuple[torch.Tensor, ...]:
        own_variance, own_mean = torch.var_mean(x.float(), _all_but_channels(x), correction=0)
        own_mean, own_variance = own_mean.double(), own_variance.double()
        own_count = own_mean.new_tensor([x.numel() // x.shape[1]])
        sums = (own_mean * own_count, (own_variance + own_mean**2) * own_count, own_count)
        total, squares, count = _over_processes(*sums)
        mean = total / count
        variance = (squares / count - mean**2).clamp(min=0)
        scale = (variance + eps).rsqrt()
        normal = (x - _along_channels(mean, x)) * _along_channels(scale, x)
        ctx.save_for_backward(normal, scale, count)
        ctx.mark_non_differentiable(mean, variance, count)
        ctx.dtype = x.dtype
        return normal, mean, variance, count

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor, *others: None) -> tuple[torch.Tensor, None]:
        normal, scale, count = ctx.saved_tensors
        axes = _all_but_channels(grad)
        sums = ((grad * towards).sum(axes, dtype=torch.float64) for towards in (1, normal))
        shift, stretch = (total / count for total in _over_processes(*sums))
        kept = grad - _along_channels(shift, grad) - normal * _along_channels(stretch, grad)
        return (kept * _along_channels(scale, grad)).to(ctx.dtype), None


def _over_processes(*sums: torch.Tensor) -> tuple[torch.Tensor, ...]:
    together = torch.cat(sums)
    distributed.all_reduce(together)
    return together.split([len(own) for own in sums])


def _all_but_channels(x: torch.Tensor) -> list[int]:
    return [0, *range(2, x.ndim)]


def _along_channels(values: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """A value a channel, to be combined with [N,C,...]."""
    return values.to(torch.float32).view(1, -1, *[1] * (x.ndim - 2))
