"""Whether onnxruntime gives what torch gives, for a whole network."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import nn

from netwright.layers.checked import CheckedNetwork
from netwright.layers.layer import TensorType
from netwright.layers.onnx_operators import exporting

# Exported arithmetic may be reordered; these are torch.testing's own float32 tolerances, eased for
# sums over many elements.
_RTOL, _ATOL = 1e-4, 1e-5


OPSET = 18
"""What layers are exported in; the exporter converts from there to newer ones, and so does ONNX to
older ones."""


def random_inputs(network: CheckedNetwork, batch: int) -> list[torch.Tensor]:
    """A batch for each input: normally distributed with a gradient, or indices 0 and 1."""
    types = (TensorType(i.shape, i.dtype) for i in network.network.inputs.values())
    return [_random(flows, batch) for flows in types]


def to_onnx(module: nn.Module, network: CheckedNetwork) -> bytes:
    """The ONNX file of the network's module in evaluation mode, for batches of any size."""
    names = tuple(network.network.inputs)
    batch = torch.export.Dim("batch")
    with exporting(module):
        program = torch.onnx.export(
            module,
            # A batch of one would be taken for a constant.
            tuple(tensor.detach() for tensor in random_inputs(network, 2)),
            input_names=names,
            output_names=tuple(network.outputs),
            dynamic_shapes={name: {0: batch} for name in names},
            dynamo=True,
            opset_version=OPSET,
            verbose=False,
        )
    assert program is not None
    return program.model_proto.SerializeToString()


def assert_same_in_onnxruntime(
    module: nn.Module, network: CheckedNetwork, batches: Iterable[int] = (1, 3)
) -> None:
    """Export the network's module, in evaluation mode, and compare it with itself.

    Raises:
        AssertionError: onnxruntime gives something else for random inputs of one of `batches`.
    """
    import onnxruntime

    exported = to_onnx(module, network)
    session = onnxruntime.InferenceSession(exported, providers=["CPUExecutionProvider"])
    for batch in batches:
        tensors = [tensor.detach() for tensor in random_inputs(network, batch)]
        feed = dict(zip(network.network.inputs, (t.numpy() for t in tensors), strict=True))
        with torch.no_grad():
            expected = module(*tensors)
        for name, got in zip(network.outputs, session.run(None, feed), strict=True):
            np.testing.assert_allclose(got, expected[name].numpy(), rtol=_RTOL, atol=_ATOL)


def _random(flows: TensorType, batch: int) -> torch.Tensor:
    if flows.dtype == "int64":
        return torch.randint(0, 2, (batch, *flows.shape))
    return torch.randn(batch, *flows.shape, requires_grad=True)
