"""The steps of one module's `forward` as lines of Python."""

from __future__ import annotations

import inspect
import keyword
import operator
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import torch
from torch import fx, nn

from netwright.layers.source.traced.made import Step, Value
from netwright.layers.source.traced.observed import shape_text
from netwright.layers.source.traced.scopes import Input, Scope
from netwright.layers.source.traced.tensors import WINDOWS, unknown

Pieces: TypeAlias = "tuple[str | Value, ...]"

_SIGNS = {
    operator.add: "+",
    operator.sub: "-",
    operator.mul: "*",
    operator.truediv: "/",
    operator.floordiv: "//",
    operator.eq: "==",
}
_SPACES = ((torch, "torch"), (nn.functional, "nn.functional"))
_PLAIN = {
    "_get_relative_position_bias": "relative_position_bias",
    "_patch_merging_pad": "patch_merging_pad",
    "shifted_window_attention": "shifted_window_attention",
}
"""torchvision's functions, and what they are called in the Python module `WINDOWS`."""


class Body:
    """What one module's `forward` does.

    Args:
        scope: Its steps.
        module: The module.
        values: What every step gives.
    """

    def __init__(self, scope: Scope, module: nn.Module, values: Mapping[fx.Node, Any]) -> None:
        self._scope, self._module, self._values = scope, module, values
        self._names: dict[Input, Pieces] = {}
        self._taken = {"self", "torch", "nn", *_PLAIN.values()}
        self.calls: set[str] = set()
        self.inputs = tuple(self._inputs())
        self.steps = tuple(self._steps())

    def _inputs(self) -> Iterator[tuple[str, str]]:
        for given in self._scope.inputs():
            several = isinstance(given, tuple)
            name = self._free("inputs" if several else "x")
            self._names[given] = (name,)
            yield name, "list[torch.Tensor]" if several else "torch.Tensor"

    def _steps(self) -> Iterator[Step]:
        output = self._scope.output()
        for step in self._scope.steps:
            node = step.output() if isinstance(step, Scope) else step
            if node is step and node is not output and self._is_inlined(node):
                continue
            pieces = self._call(step) if isinstance(step, Scope) else self._expression(node)
            name = self._free(_name(step))
            self._names[node] = (name,)
            yield Step((f"{name} = ", *pieces), shape_text(self._values[node]))
        yield Step(("return ", *self._text(output)), "")

    def _is_inlined(self, node: fx.Node) -> bool:
        """Sizes, weights, and one of several tensors have no lines of their own."""
        if node.op == "get_attr" or not isinstance(self._values[node], (torch.Tensor, tuple, list)):
            return True
        if isinstance(self._values[node], torch.Size):
            return True
        owner: Any = node.args[0] if node.args else None
        return node.target is operator.getitem and isinstance(self._values[owner], tuple)

    def _expression(self, node: fx.Node) -> Pieces:
        if node.op == "get_attr":
            return (self._attribute(str(node.target)),)
        if node.op == "call_module":
            arguments = [*map(self._text, node.args), *self._named(node)]
            return _called(self._attribute(str(node.target)), arguments)
        if node.op == "call_method":
            return self._method(node)
        if node.target is getattr:
            return (*self._text(node.args[0], tight=True), f".{node.args[1]}")
        if node.target is operator.getitem:
            return (*self._text(node.args[0], tight=True), "[", *self._index(node.args[1]), "]")
        if node.target in _SIGNS:
            sides = [self._argument(node, n, arg, tight=True) for n, arg in enumerate(node.args)]
            return (*sides[0], f" {_SIGNS[node.target]} ", *sides[1])
        return self._function(node)

    def _method(self, node: fx.Node) -> Pieces:
        owner, *rest = node.args
        if node.target == "size" and not rest:
            return (*self._text(owner, tight=True), ".shape")
        arguments = [self._argument(node, n, arg) for n, arg in enumerate(rest)]
        called = _called(f".{node.target}", [*arguments, *self._named(node)])
        return (*self._text(owner, tight=True), *called)

    def _named(self, node: fx.Node) -> list[Pieces]:
        return [(f"{key}=", *self._text(arg)) for key, arg in node.kwargs.items()]

    def _function(self, node: fx.Node) -> Pieces:
        called, defaults = self._function_name(node), _defaults(node.target)
        arguments = [self._argument(node, n, arg) for n, arg in enumerate(node.args)]
        for key, arg in node.kwargs.items():
            if key == "training":
                continue  # Dropout of such functions is none in torchvision's models.
            if key not in defaults or defaults[key] != arg:
                arguments.append((f"{key}=", *self._argument(node, key, arg)))
        return _called(called, arguments)

    def _function_name(self, node: fx.Node) -> str:
        name = str(getattr(node.target, "__name__", node.target))
        for space, written in _SPACES:
            if getattr(space, name, None) is node.target:
                return f"{written}.{name}"
        if str(getattr(node.target, "__module__", "")).startswith("torchvision") and name in _PLAIN:
            self.calls.add(WINDOWS)
            return _PLAIN[name]
        raise unknown(f"the function {name!r} of {self._scope.path!r}")

    def _argument(self, node: fx.Node, key: int | str, arg: Any, tight: bool = False) -> Pieces:
        """An argument, whose numbers may differ from one use of the class to the next."""
        numbers = arg if isinstance(arg, (list, tuple)) else [arg]
        if numbers and all(type(number) in (int, float) for number in numbers):
            return (Value(_argument_name(node, key), arg),)
        return self._text(arg, tight=tight)

    def _text(self, arg: Any, tight: bool = False) -> Pieces:
        if isinstance(arg, fx.Node):
            return self._of_node(arg, tight)
        if isinstance(arg, (list, tuple)):
            if all(isinstance(member, fx.Node) for member in arg) and tuple(arg) in self._names:
                return self._names[tuple(arg)]
            brackets = "[]" if isinstance(arg, list) else "()"
            pieces = _joined([self._text(member) for member in arg])
            comma = "," * (isinstance(arg, tuple) and len(arg) == 1)
            return (brackets[0], *pieces, comma + brackets[1])
        return (f'"{arg}"',) if isinstance(arg, str) else (repr(arg),)

    def _index(self, index: Any) -> Pieces:
        if isinstance(index, tuple):
            return _joined([self._index(each) for each in index])
        if isinstance(index, slice):
            ends = ["" if end is None else str(end) for end in (index.start, index.stop)]
            return (":".join(ends if index.step is None else [*ends, str(index.step)]),)
        return ("...",) if index is ... else self._text(index)

    def _of_node(self, node: fx.Node, tight: bool) -> Pieces:
        if node in self._names:
            return self._names[node]
        pieces = self._expression(node)
        return ("(", *pieces, ")") if tight and node.target in _SIGNS else pieces

    def _call(self, scope: Scope) -> Pieces:
        inputs = scope.inputs()
        given = [self._text(list(i) if isinstance(i, tuple) else i) for i in inputs]
        return _called(self._attribute(scope.path), given)

    def _attribute(self, path: str) -> str:
        """``self.features[3].conv`` for a path from the graph's root."""
        inner = path[len(self._scope.path) :].lstrip(".")
        return f"self.{attribute_code(self._module, inner)}"

    def _free(self, name: str) -> str:
        free, number = name, 2
        while free in self._taken or keyword.iskeyword(free):
            free, number = f"{name}_{number}", number + 1
        self._taken.add(free)
        return free


def attribute_code(module: nn.Module, path: str) -> str:
    """``features[3].conv`` for ``features.3.conv``."""
    text = ""
    for name in path.split("."):
        numbered = isinstance(module, (nn.Sequential, nn.ModuleList)) and name.isdigit()
        text += f"[{name}]" if numbered else f".{name}"
        module = getattr(module, name)
    return text.removeprefix(".")


def _called(name: str, arguments: list[Pieces]) -> Pieces:
    return (f"{name}(", *_joined(arguments), ")")


def _joined(arguments: list[Pieces]) -> Pieces:
    return tuple(
        piece
        for number, argument in enumerate(arguments)
        for piece in ((", ",) if number else ()) + argument
    )


def _name(step: fx.Node | Scope) -> str:
    """What a step gives is called as its module, or its function."""
    if isinstance(step, fx.Node) and step.op != "call_module":
        name = str(getattr(step.target, "__name__", step.target))
        return name.rpartition("_")[2] if name in _PLAIN else name.strip("_")
    path = step.path if isinstance(step, Scope) else str(step.target)
    *before, last = path.split(".")
    last = f"{before[-1]}_{last}" if last.isdigit() and before else last
    name = re.sub(r"\W", "_", last)
    return name if name.isidentifier() else f"step_{name}"


def _defaults(function: Any) -> dict[str, Any]:
    # Those of poolings stand behind a dispatcher, in a function of the same name.
    named = getattr(nn.functional, f"_{getattr(function, '__name__', '')}", function)
    try:
        parameters = inspect.signature(named).parameters.values()
    except ValueError:
        return {}
    return {p.name: p.default for p in parameters}


def _argument_name(node: fx.Node, key: int | str) -> str:
    if isinstance(key, str):
        return key
    if node.op == "call_function" and node.target not in _SIGNS:
        known = list(_defaults(node.target))
        return known[key] if key < len(known) else "dims"
    return "size" if node.op == "call_method" else "factor"
