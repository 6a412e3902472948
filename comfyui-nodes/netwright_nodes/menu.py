"""Every node of the pack, in the order of the menu: hand-written ones by file, then the layers."""

from __future__ import annotations

import functools
import importlib
import inspect
import logging
from collections.abc import Iterable, Iterator

from .comfyui import io
from .original.presence import original_is_installed

_log = logging.getLogger(__name__)

HAND_WRITTEN = (
    "image_input",
    "table_input",
    "tensor_input",
    "block",
    "save_block",
    "network",
    "network_file",
    "save_network",
    "network_summary",
    "network_diagram",
    "python_code",
    "sample_data",
    "dataset",
    "dataset_images",
    "contact_sheet",
    "check_data",
    "data_statistics",
    "recipe",
    "train",
    "save_documents",
    "resume",
    "load_run",
    "list_runs",
    "compare_runs",
    "curves",
    "report",
    "load_model",
    "forward_test",
    "predict_values",
    "apply_model",
    "route_images",
    "layer_outputs",
    "heat_map",
    "torch_and_onnx",
    "compare_models",
    "evaluate",
    "quantize",
    "export",
)
"""The files in `nodes`. What needs a newer ComfyUI than is there is left out, with a word."""

ORIGINAL = (
    "original.layers",
    "original.res_connect",
    "original.create_model",
    "original.create_dataset",
    "original.training",
    "original.forward_test",
    "original.create_input",
    "original.show_dimensions",
)
"""Those of an older pack, which are its own where it is installed too."""


@functools.cache
def nodes() -> tuple[type[io.ComfyNode], ...]:
    """The nodes that this ComfyUI can show.

    Found once: when ComfyUI has them, the original's ids are taken, by our own.
    """
    return tuple(node for node in _all_nodes() if _usable(node))


def _all_nodes() -> Iterator[type[io.ComfyNode]]:
    for file in HAND_WRITTEN:
        yield from _nodes_in(file)
    yield from _layer_nodes()
    if not original_is_installed():
        for file in ORIGINAL:
            yield from _nodes_in(file)


def _nodes_in(file: str) -> Iterable[type[io.ComfyNode]]:
    try:
        module = importlib.import_module(f".nodes.{file}", __package__)
    except (ImportError, AttributeError) as error:
        _log.warning("Netwright: the nodes of %s are left out: %s", file, error)
        return []
    if generated := getattr(module, "NODES", None):
        return generated
    return [
        value
        for value in vars(module).values()
        if inspect.isclass(value) and value.__module__ == module.__name__
        if issubclass(value, io.ComfyNode)
    ]


def _layer_nodes() -> Iterator[type[io.ComfyNode]]:
    from netwright.layers import layer_types

    from .layers.layer_node import layer_node

    for kind in layer_types().values():
        yield layer_node(kind)


def _usable(node: type[io.ComfyNode]) -> bool:
    """Whether this ComfyUI takes the node's schema; one that it does not take no other down."""
    try:
        node.GET_SCHEMA()
    except Exception as error:  # Whatever a version of ComfyUI says to what it does not know.
        _log.warning("Netwright: the node %s is left out: %s", node.__name__, error)
        return False
    return True
