"""The steps of one module's `forward` as lines of Python."""

from __future__ import annotations

import keyword
import operator
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import torch
from torch import fx, nn

from netwright.layers.source.traced.made import Step, Value
from netwright.layers.source.traced.names import (
    PLAIN,
    SIGNS,
    argument_name,
    attribute_code,
    defaults_of,
    function_name,
    step_name,
)
from netwright.layers.source.traced.observed import shape_text
from netwright.layers.source.traced.scopes import Input, Scope
from netwright.layers.source.traced.tensors import WINDOWS

Pieces: TypeAlias = "tuple[str | Value, ...]"


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
        self._taken = {"self", "torch", "nn", *PLAIN.values()}
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
            name = self._free(step_name(step))
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
        if node.target in SIGNS:
            sides = [self._argument(node, n, arg, tight=True) for n, arg in enumerate(node.args)]
            return (*sides[0], f" {SIGNS[node.target]} ", *sides[1])
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
        called, defaults = function_name(node.target), defaults_of(node.target)
        if called in PLAIN.values():
            self.calls.add(WINDOWS)
        arguments = [self._argument(node, n, arg) for n, arg in enumerate(node.args)]
        for key, arg in node.kwargs.items():
            if key == "training":
                continue  # Dropout of such functions is none in torchvision's models.
            if key not in defaults or defaults[key] != arg:
                arguments.append((f"{key}=", *self._argument(node, key, arg)))
        return _called(called, arguments)

    def _argument(self, node: fx.Node, key: int | str, arg: Any, tight: bool = False) -> Pieces:
        """An argument, whose numbers may differ from one use of the class to the next."""
        numbers = arg if isinstance(arg, (list, tuple)) else [arg]
        if numbers and all(type(number) in (int, float) for number in numbers):
            return (Value(argument_name(node, key), arg),)
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
        return ("(", *pieces, ")") if tight and node.target in SIGNS else pieces

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


def _called(name: str, arguments: list[Pieces]) -> Pieces:
    return (f"{name}(", *_joined(arguments), ")")


def _joined(arguments: list[Pieces]) -> Pieces:
    return tuple(
        piece
        for number, argument in enumerate(arguments)
        for piece in ((", ",) if number else ()) + argument
    )
