"""Modules of torch as the calls that make them."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

from torch import nn

from netwright.layers.source.modules import positional
from netwright.layers.source.traced.made import REQUIRED, Call, Made, Value


def made_layer(module: nn.Module) -> Call:
    """The call that makes a module of torch's own; what has its default may be left out."""
    called = f"nn.{type(module).__name__}"
    bare = positional(called)
    items = []
    for name, parameter in inspect.signature(type(module)).parameters.items():
        required = parameter.default is inspect.Parameter.empty
        default = REQUIRED if required else parameter.default
        if name not in ("device", "dtype"):
            value = Value(name, _given(module, name, default), default)
            items.append(("" if name in bare else f"{name}=", value))
    return Call(f"{called}(", tuple(items))


def made_sequence(modules: Iterable[tuple[str, Made]]) -> Call:
    """`nn.Sequential`, by numbers or by the names that its modules have."""
    named = list(modules)
    if [name for name, _ in named] == [str(number) for number in range(len(named))]:
        return Call("nn.Sequential(", tuple(("", made) for _, made in named))
    items = tuple((f'"{name}": ', made) for name, made in named)
    needs = "from collections import OrderedDict"
    return Call("nn.Sequential(OrderedDict({", items, "}))", needs)


def made_list(modules: Iterable[tuple[str, Made]]) -> Call:
    """`nn.ModuleList`."""
    return Call("nn.ModuleList([", tuple(("", made) for _, made in modules), "])")


def _given(module: Any, name: str, default: Any) -> Any:
    """The argument that the module was made with, which some modules keep in another form."""
    if name == "bias":
        attention = isinstance(module, nn.MultiheadAttention)
        return (module.in_proj_bias if attention else module.bias) is not None
    if name == "add_bias_kv":
        return module.bias_k is not None
    if name in ("kdim", "vdim") and getattr(module, name) == module.embed_dim:
        return default
    value = getattr(module, name, default)
    if name == "stride" and default is None and value == module.kernel_size:
        return default
    return _short(value)


def _short(value: Any) -> Any:
    """3 for (3, 3): torch takes either."""
    if not isinstance(value, (tuple, list)):
        return value
    return value[0] if len(set(value)) == 1 else tuple(value)
