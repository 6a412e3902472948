"""Parameters and buffers as the calls that make them, filled as their authors fill them."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch

from netwright.interfaces.errors import NetworkError
from netwright.layers.source.traced.made import Attribute, Call, Made, Value

WINDOWS = "netwright.layers.source.traced.windows"
"""The Python module whose functions buffers are computed with."""


def made_parameter(name: str, tensor: torch.Tensor) -> Attribute:
    """The line of `__init__` that makes a parameter of a module that is not torch's own.

    Raises:
        NetworkError: It is not known how it is filled.
    """
    if name not in _PARAMETERS:
        raise unknown(f"the parameter {name!r}")
    call, rest = _PARAMETERS[name]
    sizes = tuple(("", Value(_SIZES.get(name, "channels"), size)) for size in tensor.shape)
    filled = Call(f"torch.{call}(", sizes, f"){rest}")
    return Attribute(f"self.{name} = ", Call("nn.Parameter(", (("", filled),)))


def made_buffer(name: str, tensor: torch.Tensor) -> Attribute:
    """The line that makes a buffer of a module that is not torch's own.

    Raises:
        NetworkError: It is not known what is in it.
    """
    if name not in _BUFFERS:
        raise unknown(f"the buffer {name!r}")
    return Attribute(f'self.register_buffer("{name}", ', _BUFFERS[name](tensor), ")")


def unknown(what: str) -> NetworkError:
    """The error where a model has something that cannot be written."""
    return NetworkError(
        f"{what} cannot be written as plain PyTorch.",
        fix="use the network through netwright.layers.build, or choose another model or output.",
    )


def _positions(index: torch.Tensor) -> Made:
    side = math.isqrt(math.isqrt(index.numel()))
    closing = ").flatten()" if index.ndim == 1 else ")"
    return Call("relative_positions(", (("", Value("side", side)),), closing, WINDOWS)


def _offsets(table: torch.Tensor) -> Made:
    side = Value("side", (table.shape[1] + 1) // 2)
    return Call("relative_offsets(", (("", side),), needs=WINDOWS)


_PARAMETERS = {
    "bias": ("zeros", ""),
    "class_token": ("zeros", ""),
    "layer_scale": ("ones", " * 1e-6"),
    "logit_scale": ("ones", ".mul(10).log()"),
    "pos_embedding": ("randn", " * 0.02"),
    "relative_position_bias_table": ("randn", " * 0.02"),
    "weight": ("ones", ""),
}
"""How each is filled, and what follows."""

_SIZES = {"relative_position_bias_table": "num_heads", "logit_scale": "num_heads"}
"""What it is that differs in their sizes, where it is not channels."""

_BUFFERS: dict[str, Callable[[torch.Tensor], Made]] = {
    "relative_position_index": _positions,
    "relative_coords_table": _offsets,
}
