"""What modules, functions and arguments are called in code."""

from __future__ import annotations

import inspect
import operator
import re
from typing import Any

import torch
from torch import fx, nn

from netwright.layers.source.traced.scopes import Scope
from netwright.layers.source.traced.tensors import unknown

SIGNS = {
    operator.add: "+",
    operator.sub: "-",
    operator.mul: "*",
    operator.truediv: "/",
    operator.floordiv: "//",
}
"""Functions that are written between what they take."""

PLAIN = {
    "_get_relative_position_bias": "relative_position_bias",
    "_patch_merging_pad": "patch_merging_pad",
    "shifted_window_attention": "shifted_window_attention",
}
"""torchvision's functions, and what they are called in the Python module `windows`."""

_SPACES = ((torch, "torch"), (nn.functional, "nn.functional"))


def attribute_code(module: nn.Module, path: str) -> str:
    """``features[3].conv`` for ``features.3.conv``."""
    text = ""
    for name in path.split("."):
        numbered = isinstance(module, (nn.Sequential, nn.ModuleList)) and name.isdigit()
        text += f"[{name}]" if numbered else f".{name}"
        module = getattr(module, name)
    return text.removeprefix(".")


def function_name(function: Any) -> str:
    """``torch.cat``, ``nn.functional.relu``, or a function of `PLAIN`.

    Raises:
        NetworkError: It is none of those.
    """
    name = str(getattr(function, "__name__", function))
    for space, written in _SPACES:
        if getattr(space, name, None) is function:
            return f"{written}.{name}"
    if str(getattr(function, "__module__", "")).startswith("torchvision") and name in PLAIN:
        return PLAIN[name]
    raise unknown(f"the function {name!r}")


def step_name(step: fx.Node | Scope) -> str:
    """What a step gives is called as its module, or its function."""
    if isinstance(step, fx.Node) and step.op != "call_module":
        name = str(getattr(step.target, "__name__", step.target))
        return name.rpartition("_")[2] if name in PLAIN else name.strip("_")
    path = step.path if isinstance(step, Scope) else str(step.target)
    *before, last = path.split(".")
    last = f"{before[-1]}_{last}" if last.isdigit() and before else last
    name = re.sub(r"\W", "_", last)
    return name if name.isidentifier() else f"step_{name}"


def defaults_of(function: Any) -> dict[str, Any]:
    """The arguments of a function with their defaults; none where Python cannot tell."""
    # Those of poolings stand behind a dispatcher, in a function of the same name.
    named = getattr(nn.functional, f"_{getattr(function, '__name__', '')}", function)
    try:
        parameters = inspect.signature(named).parameters.values()
    except ValueError:
        return {}
    return {p.name: p.default for p in parameters}


def argument_name(node: fx.Node, key: int | str) -> str:
    """What an argument of a step is called, where the classes' uses differ in it."""
    if isinstance(key, str):
        return key
    if node.op == "call_function" and node.target not in SIGNS:
        known = list(defaults_of(node.target))
        return known[key] if key < len(known) else "dims"
    return "size" if node.op == "call_method" else "factor"
