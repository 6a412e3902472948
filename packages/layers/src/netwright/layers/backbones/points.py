"""The inner points of a model by torchvision's own names, and its graph up to one of them."""

from __future__ import annotations

import functools
import inspect
import itertools
import math
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import torch
import torchvision.ops
from torch import fx, nn
from torchvision.models.feature_extraction import NodePathTracer

from netwright.interfaces.errors import NetworkError, did_you_mean, nearest
from netwright.layers.backbones.architecture import Architecture, skeleton
from netwright.layers.backbones.stages import is_within
from netwright.layers.backbones.zoo import family
from netwright.layers.families.fixes import setting

_LAST_MAP = {"vision_transformer": "encoder", "squeezenet": "features"}
"""What `features` is where it is not what the last pooling reads: ViT pools nothing, and SqueezeNet
pools its classes."""

SCOPE = "netwright.scope"
"""The key in a step's `meta` of the paths of the modules whose `forward` it stands in."""


class Traced(NamedTuple):
    """What a model computes.

    Attributes:
        model: Its skeleton.
        graph: Every step, in order.
        names: The name of each step, as `torchvision.models.feature_extraction` has it.
    """

    model: nn.Module
    graph: fx.Graph
    names: dict[fx.Node, str]


class Tracer(NodePathTracer):
    """torchvision's own, which gives steps their names."""

    _scope: tuple[str, ...] = ()

    # What a model computes from its buffers is a step as well, not a constant of one model.
    proxy_buffer_attributes = True

    def call_module(self, m: nn.Module, *call: Any) -> Any:
        """Tells each step the modules whose `forward` it stands in, the outermost first."""
        outer = self._scope
        self._scope = (*outer, self.path_of_module(m))
        try:
            return super().call_module(m, *call)
        finally:
            self._scope = outer

    def create_node(self, kind: str, *step: Any, **more: Any) -> fx.Node:
        node = super().create_node(kind, *step, **more)
        # A module that is one step stands in the `forward` of the one that calls it.
        node.meta[SCOPE] = self._scope[:-1] if kind == "call_module" else self._scope
        return node


@functools.lru_cache(maxsize=32)
def traced(of: Architecture) -> Traced:
    """The steps of a model.

    They are those of evaluation. In training no other steps come: dropout and batch norm are
    modules, which know what to do, and auxiliary classifiers are left out.
    """
    model = skeleton(of).eval()
    with torch.inference_mode(False):
        tracer = Tracer(
            autowrap_modules=(math, torchvision.ops), leaf_modules=_torchvision_layers()
        )
        graph = tracer.trace(model)
    return Traced(model, graph, _values(tracer.node_to_qualname))


def graph_up_to(of: Architecture, output: str) -> fx.Graph:
    """A new graph of the steps that `output` needs, and of torchvision's own checks before it.

    Raises:
        NetworkError: The model has no such point.
    """
    steps = traced(of)
    last = _point(of, output)
    before = [*itertools.takewhile(lambda node: node is not last, steps.graph.nodes), last]
    checks = [node for node in before if node.target is torch._assert]
    needed = _ancestors([last, *checks])
    graph = fx.Graph()
    copies: dict[fx.Node, fx.Node] = {}
    for node in before:
        if node in needed or node.op == "placeholder":
            copies[node] = graph.node_copy(node, copies.__getitem__)
    graph.output(copies[last])
    return graph


def dropped_share(module: nn.Module) -> float | None:
    """Of a stochastic depth of torchvision's, how many samples it drops; None for other modules."""
    return float(module.p) if isinstance(module, torchvision.ops.StochasticDepth) else None


def _point(of: Architecture, output: str) -> fx.Node:
    """The step of that name, or the last one in the module of that name."""
    if output == "features":
        if (kind := family(of.model)) not in _LAST_MAP:
            return _before_pooling(of)
        output = _LAST_MAP[kind]
    names = traced(of).names
    inside = [node for node, name in names.items() if is_within(name, output)]
    if inside:
        return inside[-1]
    known = [*_modules(names.values()), *names.values()]
    match = nearest(output, known)
    top = ["features", *(name.partition(".")[0] for name in names.values())]
    raise NetworkError(
        f"{of.model} has no inner point {output!r}.",
        fix=setting(output=match) if match else did_you_mean(output, dict.fromkeys(top)),
    )


def _before_pooling(of: Architecture) -> fx.Node:
    """The step that gives what the last pooling over the whole image reads."""
    model, graph, _ = traced(of)
    pools = [node for node in graph.nodes if _is_global_pool(node, model)]
    if not pools:  # No model of torchvision 0.29 comes here.
        children = ", ".join(name for name, _ in model.named_children())
        raise NetworkError(
            f"{of.model} has no pooling, and so no features before it.",
            fix=f"set output to an inner point, such as one of: {children}.",
        )
    return pools[-1].all_input_nodes[0]


def _is_global_pool(node: fx.Node, model: nn.Module) -> bool:
    if node.op == "call_module":
        return isinstance(model.get_submodule(str(node.target)), nn.AdaptiveAvgPool2d)
    return node.target in (nn.functional.adaptive_avg_pool2d, "mean")


def _ancestors(nodes: list[fx.Node]) -> set[fx.Node]:
    found: set[fx.Node] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += node.all_input_nodes
    return found


def _modules(names: Iterable[str]) -> Iterator[str]:
    """The modules on the way to each step: ``layer1`` and ``layer1.0`` of ``layer1.0.conv1``."""
    for name in names:
        yield from itertools.accumulate(name.split(".")[:-1], "{}.{}".format)


def _values(names: dict[fx.Node, str]) -> dict[fx.Node, str]:
    """Without inputs and weights, which are no points of what a model computes."""
    return {n: name for n, name in names.items() if n.op not in ("placeholder", "get_attr")}


def _torchvision_layers() -> list[type[nn.Module]]:
    """Modules that torchvision takes as one step."""
    found = (kind for _, kind in inspect.getmembers(torchvision.ops, inspect.isclass))
    return [kind for kind in found if issubclass(kind, nn.Module)]
