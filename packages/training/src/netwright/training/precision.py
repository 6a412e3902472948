"""What numbers are computed in: as the recipe asks, or the fastest that the device has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

import torch

from netwright.interfaces.documents import Recipe


@dataclass(frozen=True)
class Precision:
    """How forward and backward are computed; weights and the optimizer's state are fp32 always.

    Attributes:
        device: Where.
        name: ``fp32``, ``tf32``, ``bf16`` or ``fp16``.
        why: The choice as a person reads it.
    """

    device: torch.device
    name: str
    why: str

    @property
    def scales_gradients(self) -> bool:
        """Whether small gradients would become zero, so that the loss is scaled up."""
        return self.name == "fp16"

    def autocast(self) -> AbstractContextManager[object]:
        """The context that forward runs in."""
        dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}.get(self.name)
        return nullcontext() if dtype is None else torch.autocast(self.device.type, dtype)


def choose_precision(recipe: Recipe, device: torch.device) -> Precision:
    """What the recipe asks for, or what comes nearest to it on the device."""
    asked = recipe.precision
    if asked == "auto":
        return Precision(device, *_fastest(device))
    if asked == "tf32" and not _has_tf32(device):
        return Precision(device, "fp32", f"fp32: {device.type} has no tf32 of its own")
    if asked == "bf16" and not _has_bf16(device):
        return Precision(device, "bf16", f"bf16, as asked: {device.type} only imitates it, slowly")
    return Precision(device, asked, f"{asked}, as asked")


@contextmanager
def matrix_products_in(precision: Precision) -> Iterator[None]:
    """CUDA's matrix products and convolutions in fp32 proper, or in tf32 where that was chosen."""
    if precision.device.type != "cuda":
        yield
        return
    before = torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32
    tf32 = precision.name == "tf32"
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = tf32
    try:
        yield
    finally:
        torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32 = before


def _fastest(device: torch.device) -> tuple[str, str]:
    if _has_bf16(device):
        return "bf16", f"bf16: {device.type} has it of its own, and it needs no scaled loss"
    if device.type == "cuda":
        return "fp16", "fp16 with a scaled loss: this GPU has no bf16 of its own"
    return "fp32", f"fp32: {device.type} has no faster one of its own"


def _has_tf32(device: torch.device) -> bool:
    return device.type == "cuda" and torch.cuda.get_device_capability(device) >= (8, 0)


def _has_bf16(device: torch.device) -> bool:
    if device.type == "cuda":
        return torch.cuda.get_device_capability(device) >= (8, 0) or bool(torch.version.hip)
    if device.type == "cpu":
        return _cpu_has("_is_avx512_bf16_supported") or _cpu_has("_is_amx_tile_supported")
    return False


def _cpu_has(question: str) -> bool:
    """What torch says of the CPU, where this torch can be asked: older ones cannot."""
    return bool(getattr(torch.cpu, question, bool)())
