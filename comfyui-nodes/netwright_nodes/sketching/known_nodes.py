"""The nodes that are looked at: those that only build networks. No other one is ever run here."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from ..menu import nodes
from .described import Described

_BUILDING = frozenset(
    {
        "NetwrightImageInput",
        "NetwrightTableInput",
        "NetwrightTensorInput",
        "NetwrightBlock",
        "NetwrightNetwork",
        "NetwrightNetworkFile",
        # Of the original, whose layers have no sizes until data are wired to them.
        "linear_layer",
        "Conv_layer",
        "activation_function",
        "Normalization_layer",
        "pooling_layer",
        "view_layer",
        "pre_train_layer",
        "res_connect",
        "create_model",
    }
)
_DATA = frozenset({"NetwrightDataset", "NetwrightSampleData", "create_intput", "create_dataset"})
MEETINGS = ("create_training_task", "forward_test")
"""The original's nodes at which its layers and data meet, the ones that train first."""


@functools.cache
def all_nodes() -> Mapping[str, Described]:
    """The pack's nodes that this is about, by id: those that build, and those of data."""
    described = (Described(node, node.GET_SCHEMA()) for node in nodes())
    return {
        found.id: found
        for found in described
        if found.id in _BUILDING | _DATA | {*MEETINGS} or hasattr(found.node, "layer_call")
    }


def builds(described: Described) -> bool:
    """Whether the node only builds networks."""
    return described.id not in _DATA and described.id not in MEETINGS
