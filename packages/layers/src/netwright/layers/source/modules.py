"""The calls that make modules, such as ``nn.Conv2d(3, 16, kernel_size=3)``, and the text of
classes that torch does not have."""

from __future__ import annotations

import ast
import inspect
import sys
from typing import Any

from torch import nn

from netwright.interfaces.errors import NetworkError
from netwright.layers.layer import Layer


def call_arguments(layers: list[Layer]) -> dict[str, list[Any]]:
    """The arguments that some of the uses of a layer give other values than the defaults.

    Returns:
        The values at each use, by name, in the order of the module's signature.
    """
    arguments = [layer.module_arguments() for layer in layers]
    signature = inspect.signature(type(layers[0]).module_type())
    return {
        name: [given[name] for given in arguments]
        for name, parameter in signature.parameters.items()
        if name in arguments[0]
        and any(_differs(given[name], parameter.default) for given in arguments)
    }


def class_name(layer: Layer) -> str:
    """What the module's class is called in the file: ``nn.Conv2d``, or its bare name."""
    kind = type(layer).module_type()
    return f"nn.{kind.__name__}" if getattr(nn, kind.__name__, None) is kind else kind.__name__


def own_source(layer: Layer) -> str:
    """The text of the class of a module that is not torch's own, with what stands beside it.

    Raises:
        NetworkError: Its Python module imports more than torch, so that it cannot stand alone.
    """
    kind = type(layer).module_type()
    if class_name(layer).startswith("nn."):
        return ""
    source = inspect.getsource(sys.modules[kind.__module__])
    body = ast.parse(source).body
    kept = [statement for statement in body if not _is_preamble(statement, kind)]
    lines = source.splitlines()
    parts = ["\n".join(lines[_first_line(s) - 1 : s.end_lineno]) for s in kept]
    return "\n\n\n".join(parts)


def _differs(value: Any, default: Any) -> bool:
    return default is inspect.Parameter.empty or type(value) is not type(default) or value != default


def _is_preamble(statement: ast.stmt, kind: type) -> bool:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return True
    if not isinstance(statement, (ast.Import, ast.ImportFrom)):
        return False
    names = [alias.name for alias in statement.names]
    modules = [statement.module or ""] if isinstance(statement, ast.ImportFrom) else names
    foreign = [m for m in modules if m.partition(".")[0] not in {"torch", "__future__", "math"}]
    if foreign:
        raise NetworkError(
            f"{kind.__name__} cannot stand alone: its module imports {foreign[0]}.",
            module=kind.__module__,
            fix="use the network through netwright.layers.build, or replace this layer.",
        )
    return True


def _first_line(statement: ast.stmt) -> int:
    decorators = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])
