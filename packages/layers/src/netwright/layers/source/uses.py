"""The uses of blocks in a network, gathered so that each kind of block becomes one class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from torch import fx

from netwright.interfaces.documents import Node
from netwright.layers.blocks import find_block
from netwright.layers.checked import CheckedNetwork, CheckedNode
from netwright.layers.layer import Layer
from netwright.layers.source.traced.made import Part

# torch.fx frees values as it goes and puts spaces around =; a person does neither.
_FREED = re.compile(r";  (?:\w+ = )+None$", re.MULTILINE)
_SPACED = re.compile(r"(?<=[(,])( ?\w+) = ")


@dataclass(eq=False)
class Use:
    """A network, or one use of a block in it.

    Attributes:
        op: The block's name, or the network's.
        checked: Its layers.
        forward: The lines of its `forward`.
        params: The block's parameters at this use.
        within: The uses of blocks inside it, and the layers that are written as classes, by the
            attribute that holds them.
        arguments: What its class is to be called with; filled in when the class is written.
    """

    op: str
    checked: CheckedNetwork
    forward: tuple[str, ...]
    params: dict[str, Any]
    within: dict[str, Use | Part]
    arguments: dict[str, Any] = field(default_factory=dict)

    def modules(self) -> Iterator[CheckedNode]:
        """The nodes that have a module of their own."""
        seen: set[str] = set()
        for node in self.checked.nodes:
            is_function = not isinstance(node.layer, CheckedNetwork) and node.layer.is_function()
            if not is_function and node.module_name not in seen:
                seen.add(node.module_name)
                yield node

    def plain_layers(self) -> Iterator[Layer]:
        """Those of its layers whose modules are no classes of this file's own."""
        for node in self.modules():
            if node.module_name not in self.within and isinstance(node.layer, Layer):
                yield node.layer

    def kind(self) -> tuple[object, ...]:
        """Equal for uses that can share a class: the same modules, wired the same way."""
        names = tuple((node.module_name, node.node.op) for node in self.modules())
        return self.op, names, self.forward, tuple(use.kind() for use in self.within.values())

    def inside_out(self) -> Iterator[Use | Part]:
        """This use and what is within it, the inner ones first."""
        for use in self.within.values():
            yield from use.inside_out()
        yield self


def uses_of(checked: CheckedNetwork, module: fx.GraphModule) -> Use:
    """The network, which `module` was built from, as a use with all that are in it."""
    return _use(checked.network.name, checked, module, {})


def _use(op: str, checked: CheckedNetwork, module: fx.GraphModule, params: dict[str, Any]) -> Use:
    use = Use(op, checked, _forward(module), params, {})
    for node in use.modules():
        if isinstance(node.layer, CheckedNetwork):
            inner: Any = module.get_submodule(node.module_name)
            params = _params(node.node, checked)
            use.within[node.module_name] = _use(node.node.op, node.layer, inner, params)
        elif part := node.layer.written(*node.inputs):
            use.within[node.module_name] = part
    return use


def _params(node: Node, checked: CheckedNetwork) -> dict[str, Any]:
    block = find_block(node.op, checked.network.blocks)
    return {**(block.params if block else {}), **node.params}


def _forward(module: fx.GraphModule) -> tuple[str, ...]:
    text = _SPACED.sub(r"\1=", _FREED.sub("", module.graph.python_code("self").src))
    return tuple(line.strip() for line in text.splitlines() if line.strip())
