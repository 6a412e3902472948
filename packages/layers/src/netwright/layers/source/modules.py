"""The calls that make modules, such as ``nn.Conv2d(3, 16, kernel_size=3)``, and the text of
classes that torch does not have."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
from typing import Any, NamedTuple

from torch import nn

from netwright.interfaces.errors import NetworkError
from netwright.layers.layer import Layer


def call_arguments(layers: list[Layer]) -> dict[str, list[Any]]:
    """The arguments that some of the uses of a layer give other values than the defaults.

    Returns:
        The values at each use, by name, those that have no default first.
    """
    arguments = [layer.module_arguments() for layer in layers]
    defaults = _defaults(type(layers[0]).module_type())
    unknown = dict.fromkeys(arguments[0].keys() - defaults.keys(), _REQUIRED)
    return {
        name: [given[name] for given in arguments]
        for name, default in {**defaults, **unknown}.items()
        if name in arguments[0] and any(_differs(given[name], default) for given in arguments)
    }


def class_name(layer: Layer) -> str:
    """What the module's class is called in the file: ``nn.Conv2d``, or its bare name."""
    kind = type(layer).module_type()
    return f"nn.{kind.__name__}" if getattr(nn, kind.__name__, None) is kind else kind.__name__


def positional(called: str) -> tuple[str, ...]:
    """The arguments of a torch module that people give without their names: nn.Linear(64, 10)."""
    parameters = inspect.signature(getattr(nn, called.removeprefix("nn."))).parameters.values()
    required = [p.name for p in parameters if p.default is inspect.Parameter.empty]
    return tuple(required[:2])


_REQUIRED = inspect.Parameter.empty


class OwnSource(NamedTuple):
    """The class of a module that is not torch's own, with what stands beside it.

    Attributes:
        imports: The import lines that it needs.
        text: The classes, functions and constants of its Python module.
    """

    imports: tuple[str, ...]
    text: str

    def names(self) -> list[str]:
        """Its classes and functions."""
        return re.findall(r"^(?:class|def) (\w+)", self.text, re.MULTILINE)


def own_source(layer: Layer) -> OwnSource | None:
    """What to copy into a file for a layer's module; None for torch's own.

    Raises:
        NetworkError: Its Python module imports more than torch, so that it cannot stand alone.
    """
    kind = type(layer).module_type()
    if class_name(layer).startswith("nn."):
        return None
    return source_of(kind.__module__, kind.__name__)


def source_of(module: str, what: str) -> OwnSource:
    """What to copy of a Python module; `what` it is for is told in the error.

    Raises:
        NetworkError: It imports more than torch, so that it cannot stand alone.
    """
    source = inspect.getsource(importlib.import_module(module))
    body = [s for s in ast.parse(source).body if not _is_docstring(s)]
    imports = [s for s in body if isinstance(s, (ast.Import, ast.ImportFrom))]
    for statement in imports:
        _check_standalone(statement, module, what)
    kept = [s for s in body if s not in imports]
    lines = source.splitlines()
    parts = ["\n".join(lines[_first_line(s) - 1 : s.end_lineno]) for s in kept]
    return OwnSource(tuple(map(ast.unparse, imports)), "\n\n\n".join(parts))


def _defaults(kind: type) -> dict[str, Any]:
    """Every argument of a class with its default, those of its bases too, required ones first.

    torch's recurrent modules, and modules that derive from torch's, pass arguments on by name.
    """
    found: dict[str, Any] = {}
    for base in kind.__mro__:
        for name, parameter in inspect.signature(base).parameters.items():
            found.setdefault(name, parameter.default)
    return dict(sorted(found.items(), key=lambda item: item[1] is not _REQUIRED))


def _differs(value: Any, default: Any) -> bool:
    return default is _REQUIRED or type(value) is not type(default) or value != default


def _check_standalone(statement: ast.Import | ast.ImportFrom, module: str, what: str) -> None:
    names = [alias.name for alias in statement.names]
    imported = [statement.module or ""] if isinstance(statement, ast.ImportFrom) else names
    for name in imported:
        if name.partition(".")[0] not in {"torch", *sys.stdlib_module_names}:
            raise NetworkError(
                f"{what} cannot stand alone: its module imports {name}.",
                module=module,
                fix="use the network through netwright.layers.build, or replace this layer.",
            )


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _first_line(statement: ast.stmt) -> int:
    decorators = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])
