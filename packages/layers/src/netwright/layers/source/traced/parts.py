"""Traced modules within modules as what classes are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import fx, nn

from netwright.layers.backbones.points import Tracer, dropped_share
from netwright.layers.backbones.stages import is_within
from netwright.layers.source.traced.layers import made_layer, made_list, made_sequence
from netwright.layers.source.traced.made import Attribute, Call, Made, Part, Value
from netwright.layers.source.traced.names import attribute_code
from netwright.layers.source.traced.observed import observed, shape_text
from netwright.layers.source.traced.scopes import Scope, scoped, without_checks
from netwright.layers.source.traced.steps import Body
from netwright.layers.source.traced.tensors import made_buffer, made_parameter, unknown

_STOCHASTIC_DEPTH = "netwright.layers.modules.stochasticdepth"


class TracedParts:
    """The modules that a graph uses.

    Args:
        module: The module that was traced, with all that is in it.
        graph: Its steps, or some of them.
        about: What the whole is, for docstrings.
        inputs: What it takes, on `meta`.
    """

    def __init__(
        self, module: nn.Module, graph: fx.Graph, about: str, *inputs: torch.Tensor
    ) -> None:
        self._module, self._about = module, about
        graph = without_checks(graph)
        self._values = observed(fx.GraphModule(module, graph), *inputs)
        self._scopes = {scope.path: scope for scope in scoped(graph).scopes()}
        steps = [node for node in graph.nodes if node.op in ("call_module", "get_attr")]
        self._calls = {str(node.target): node for node in steps if node.op == "call_module"}
        self._used = {str(node.target) for node in steps} | self._scopes.keys() - {""}

    def whole(self) -> Made:
        """The traced module itself."""
        return self._made("", self._module)

    def code(self, path: str) -> str:
        """``features[3].conv``: how the whole module's own code calls what is at `path`."""
        return attribute_code(self._module, path)

    def part(self, path: str = "") -> Part:
        """The class of the module at `path`."""
        module, scope = self._module.get_submodule(path), self._scopes[path]
        body = Body(scope, module, self._values)
        attributes = tuple(self._attributes(path, module))
        name = type(module).__name__.lstrip("_")
        shapes = f"{self._taken(scope)} → {shape_text(self._values[scope.output()])}"
        about, calls = f"{name} of {self._about}.", tuple(sorted(body.calls))
        return Part(name, about, attributes, body.inputs, body.steps, shapes, calls=calls)

    def _taken(self, scope: Scope) -> str:
        nodes = [i if isinstance(i, tuple) else (i,) for i in scope.inputs()]
        return ", ".join(shape_text(self._values[n]) for several in nodes for n in several)

    def _attributes(self, path: str, module: nn.Module) -> Iterator[Attribute]:
        for name, child in self._children(path, module):
            made = self._made(_inner(path, name), child)
            if name.isidentifier():
                yield Attribute(f"self.{name} = ", made)
            else:
                yield Attribute(f'self.add_module("{name}", ', made, ")")
        # Last: their sizes are often those of a module.
        for name, parameter in module.named_parameters(recurse=False):
            if _inner(path, name) in self._used:
                yield made_parameter(name, parameter)
        for name, buffer in module.named_buffers(recurse=False):
            if _inner(path, name) in self._used:
                yield made_buffer(name, buffer)

    def _children(self, path: str, module: nn.Module) -> Iterator[tuple[str, nn.Module]]:
        """The modules directly within one, as far as they are used."""
        for name, child in module.named_children():
            inner = _inner(path, name)
            if any(is_within(used, inner) for used in self._used):
                yield name, child

    def _made(self, path: str, module: nn.Module) -> Made:
        if (share := dropped_share(module)) is not None:
            return Call("StochasticDepth(", (("", Value("p", share)),), needs=_STOCHASTIC_DEPTH)
        if path in self._calls and not _is_torchs(module):
            return self._traced_alone(path, module)
        if type(module).forward is nn.Sequential.forward:
            return made_sequence(self._members(path, module))
        if isinstance(module, nn.ModuleList):
            return made_list(self._members(path, module))
        if _is_torchs(module):
            return made_layer(module)
        if path in self._scopes:
            return self.part(path)
        raise unknown(f"{type(module).__name__} {path!r} of {self._about}")

    def _members(self, path: str, module: nn.Module) -> Iterator[tuple[str, Made]]:
        for name, child in self._children(path, module):
            yield name, self._made(_inner(path, name), child)

    def _traced_alone(self, path: str, module: nn.Module) -> Made:
        """A module of torchvision's that is one step of the graph."""
        given: Any = [self._values[node] for node in self._calls[path].all_input_nodes]
        graph = Tracer().trace(module)
        return TracedParts(module, graph, self._about, *given).whole()


def _is_torchs(module: nn.Module) -> bool:
    return getattr(nn, type(module).__name__, None) is type(module)


def _inner(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
