"""A network whose gradients are summed over the processes of a group while they are computed."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import torch
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from netwright.training.batch_norm import batch_norms_over_all
from netwright.training.group import Group

_NAMES = ("forward_sync_buffers", "broadcast_buffers")
_KNOWN = inspect.signature(DistributedDataParallel).parameters
# Batch norms' are the same everywhere. Newer versions of torch have another name for it.
_LEAVES_BUFFERS: dict[str, Any] = {next(name for name in _NAMES if name in _KNOWN): False}


@contextmanager
def parallel(module: nn.Module, group: Group) -> Iterator[nn.Module]:
    """The module as it is called in training: itself, or with its gradients averaged over all.

    Batch norms within it are over all processes' samples meanwhile.
    """
    if group.size == 1:
        yield module
        return
    device = next(module.parameters()).device
    with batch_norms_over_all(module), warnings.catch_warnings():
        # Kernels of one channel have two layouts in one, of which it takes the other.
        warnings.filterwarnings("ignore", message="Grad strides do not match bucket view")
        yield DistributedDataParallel(
            module,
            device_ids=[device] if device.type == "cuda" else None,
            gradient_as_bucket_view=True,
            find_unused_parameters=_has_unused(module),
            **_LEAVES_BUFFERS,
        )


def gradients_apart(network: nn.Module) -> AbstractContextManager[object]:
    """In which backward adds to this process's own gradients, of a step that is not whole yet."""
    return network.no_sync() if isinstance(network, DistributedDataParallel) else nullcontext()


def _has_unused(module: nn.Module) -> bool:
    """Whether some layer leads to no output; asking each step costs time."""
    if not isinstance(module, torch.fx.GraphModule):
        return True
    used: set[torch.fx.Node] = set()
    open_ends = [node for node in module.graph.nodes if node.op == "output"]
    while open_ends:
        node = open_ends.pop()
        if node not in used:
            used.add(node)
            open_ends += node.all_input_nodes
    return any(node not in used for node in module.graph.nodes if node.op != "placeholder")
