"""A whole network: what it costs, and how much memory it takes."""

from __future__ import annotations

from netwright.layers import CheckedNetwork
from netwright.layers.seeing.cost import Cost, costs, total
from netwright.layers.seeing.memory import activation_memory

from ..routes.messages.canvas import NetworkTold
from .kept import KeptResults
from .looked_at import LookedAt

_FLOAT = 4
_MOMENTS = 2
_kept: KeptResults[NetworkTold] = KeptResults(512)


def network_told(id: str, node: LookedAt, batch_size: int) -> NetworkTold:
    """The totals of the network that a node gives.

    Args:
        id: The node's name in the prompt.
        node: What is known of it.
        batch_size: The samples at once that memory is told for.
    """
    network = node.network
    assert network is not None
    return _kept.get((node.serial, id, batch_size), lambda: _told(id, network, batch_size))


def _told(id: str, network: CheckedNetwork, batch_size: int) -> NetworkTold:
    cost = total(node.cost for node in costs(network))
    memory = activation_memory(network, batch_size)
    return NetworkTold(
        node=id,
        name=network.network.name,
        layers=network.layers,
        parameters=cost.parameters,
        multiply_adds=cost.multiply_adds,
        inference_memory=cost.weights_bytes + memory.inference,
        training_memory=cost.weights_bytes + _of_optimizer(cost) + memory.training,
    )


def _of_optimizer(cost: Cost) -> int:
    """Gradients, and the two moments that AdamW keeps of each number that is trained."""
    return cost.trainable * _FLOAT * (1 + _MOMENTS)
