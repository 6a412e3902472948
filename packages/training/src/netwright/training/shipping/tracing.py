"""From a torch module to its ONNX graph."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch
from torch import nn

from netwright.layers import exporting
from netwright.training.shipping.layer_values import WithLayers, drop_layer_outputs, record_layers

if TYPE_CHECKING:
    from netwright.data import Rows
    from netwright.training.shipping.deployed import Deployed

_OPSET = 18
"""What the exporter's own operators are written in; it converts them from there to newer ones."""

_SOURCE_LINES = "pkg.torch.onnx.stack_trace"


def to_onnx(
    module: nn.Module,
    inputs: torch.Tensor,
    input_name: str,
    outputs: tuple[str, ...],
    *,
    sides: int | None = None,
) -> onnx.ModelProto:
    """The ONNX graph of a module in evaluation mode, with a batch of any size.

    Args:
        module: Takes `inputs` and gives one tensor an output.
        inputs: [N,...] with N at least 2: a batch of one would be taken for a constant.
        input_name: What the graph calls it.
        outputs: The outputs' names.
        sides: Of pictures [N,H,W,C], what height and width are multiples of where they may be of
            any size; None where they are those of `inputs`.
    """
    return _optimized(_traced(module, inputs, input_name, outputs, sides))


def deployed_to_onnx(
    deployed: Deployed, inputs: Rows, *, sides: int | None = None
) -> onnx.ModelProto:
    """The ONNX graph of a whole model, traced with two of its raw inputs [N,...].

    It carries where its layers are; see `recorded_layers`.
    """
    seen, names = WithLayers(deployed), deployed.output_names
    program = _traced(seen, example_inputs(inputs), deployed.input_name, names, sides)
    layers = drop_layer_outputs(program, seen.layers)
    graph = _optimized(program)
    record_layers(graph, layers)
    return graph


def _traced(
    module: nn.Module,
    inputs: torch.Tensor,
    input_name: str,
    outputs: tuple[str, ...],
    sides: int | None,
) -> torch.onnx.ONNXProgram:
    """The module's graph, not yet optimised; outputs beyond the names keep the exporter's own."""
    with _quiet(), torch.no_grad(), exporting(module):
        program = torch.onnx.export(
            module,
            (inputs,),
            input_names=[input_name],
            output_names=list(outputs),
            dynamic_shapes=(_axes(sides),),
            dynamo=True,
            opset_version=_OPSET,
            external_data=False,
            verbose=False,
            optimize=False,
        )
    assert program is not None
    return program


def _optimized(program: torch.onnx.ONNXProgram) -> onnx.ModelProto:
    with _quiet():
        program.optimize()
    graph = program.model_proto
    for node in graph.graph.node:
        _forget_source_lines(node)
    return graph


def example_inputs(inputs: Rows) -> torch.Tensor:
    """Two samples to trace the module with."""
    return torch.from_numpy(np.resize(inputs[:2], (2, *inputs.shape[1:])))


def _axes(sides: int | None) -> dict[int, Any]:
    axes: dict[int, Any] = {0: torch.export.Dim("batch")}
    if sides is not None:
        for axis, name in ((1, "height"), (2, "width")):
            side = torch.export.Dim(name)
            axes[axis] = sides * side if sides > 1 else side
    return axes


def _forget_source_lines(node: onnx.NodeProto) -> None:
    """A file that is given away needs no paths of the machine that it was made on."""
    kept = [entry for entry in node.metadata_props if entry.key != _SOURCE_LINES]
    del node.metadata_props[:]
    node.metadata_props.extend(kept)


@contextmanager
def _quiet() -> Iterator[None]:
    """The exporter explains its own workings in warnings that no user can act on."""
    logger = logging.getLogger("torch.onnx")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
