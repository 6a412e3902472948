"""The parity gate: a model is written only when onnxruntime gives what torch gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from netwright.interfaces.documents import ImagePreprocessing, Parity
from netwright.interfaces.errors import ParityError
from netwright.layers import CheckedNetwork
from netwright.training.export import deployed_on_cpu, example_images, to_onnx
from netwright.training.preprocess import Deployed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.data import Rows

TOLERANCE = 1e-3
"""The largest difference of a logit that float32 arithmetic in another order explains."""

_MOST_SAMPLES = 256
_MOST_SINGLES = 32
_BATCH = 64


def check_parity(
    graph: onnx.ModelProto,
    network: nn.Module,
    checked: CheckedNetwork,
    preprocessing: ImagePreprocessing,
    images: Rows,
) -> Parity:
    """What onnxruntime and torch make of the same held-out images, at batch 1 and at many.

    Args:
        graph: The exported model.
        network: The network it was exported from.
        checked: The network's document, to find the layer at fault.
        preprocessing: How `images` are normalised.
        images: uint8 [N,H,W,C], held out from training; at most 256, from all over, are used.

    Raises:
        ParityError: A logit differs by more than `TOLERANCE`, or a first class differs.
    """
    pixels = _spread(images, _MOST_SAMPLES)
    reference = deployed_on_cpu(network, preprocessing)
    expected = np.concatenate([_torch(reference, batch) for batch in _batches(pixels, _BATCH)])
    session = _session(graph)
    every = -(-len(pixels) // _MOST_SINGLES)
    singles = _onnxruntime(session, pixels[::every], 1)
    got = np.concatenate([singles, _onnxruntime(session, pixels, _BATCH)])
    expected = np.concatenate([expected[::every], expected])
    difference = float(np.abs(got - expected).max())
    agreement = float((got.argmax(1) == expected.argmax(1)).mean())
    if not difference <= TOLERANCE or agreement < 1:  # `not <=` also catches NaN.
        raise _mismatch(network, checked, preprocessing, pixels, difference, agreement)
    return Parity(
        samples=len(pixels),
        batch_sizes=(1, min(_BATCH, len(pixels))),
        max_abs_difference=difference,
        tolerance=TOLERANCE,
        top1_agreement=agreement,
    )


def _mismatch(
    network: nn.Module,
    checked: CheckedNetwork,
    preprocessing: ImagePreprocessing,
    images: NDArray[np.uint8],
    difference: float,
    agreement: float,
) -> ParityError:
    layer, theirs = first_divergence(network, checked, preprocessing, images[:8])
    return ParityError(
        f"onnxruntime differs from torch by up to {difference:.2g} in a logit "
        f"(tolerance {TOLERANCE:g}) and agrees on {agreement:.1%} of the first classes.",
        layer=f"{layer}, where outputs first differ, by up to {theirs:.2g}",
        fix="report this with the run's network.json; another layer in its place may work.",
    )


def first_divergence(
    network: nn.Module,
    checked: CheckedNetwork,
    preprocessing: ImagePreprocessing,
    images: NDArray[np.uint8],
) -> tuple[str, float]:
    """The first layer whose output differs by more than the tolerance, and by how much.

    Each layer's output is made the output of the whole model and exported by itself: slow, and
    only done when the gate has already found a difference.
    """
    for node in checked.nodes:
        upto = _upto(network, node.node.id)
        module = _Probe(deployed_on_cpu(upto, preprocessing))
        graph = to_onnx(module, example_images(images), ("value",))
        (got,) = _session(graph).run(None, {"images": images})
        with torch.no_grad():
            expected = module(torch.from_numpy(images)).numpy()
        difference = float(np.abs(got - expected).max())
        if not difference <= TOLERANCE:
            return f"{node.node.id!r} ({node.node.op})", difference
    return "none by itself: only the whole model", 0.0


class _Probe(nn.Module):
    """Normalisation and the network as far as one layer."""

    def __init__(self, deployed: Deployed) -> None:
        super().__init__()
        self.normalize, self.network = deployed.normalize, deployed.network

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        (value,) = self.network(self.normalize(images)).values()
        return value


def _upto(network: nn.Module, id: str) -> nn.Module:
    """The network with the layer `id` as its only output."""
    assert isinstance(network, torch.fx.GraphModule)
    graph = torch.fx.Graph()
    copied: dict[torch.fx.Node, torch.fx.Node] = {}
    for node in network.graph.nodes:
        copied[node] = graph.node_copy(node, lambda old: copied[old])
        if node.name == id:
            graph.output({id: copied[node]})
            return torch.fx.GraphModule(network, graph)
    raise LookupError(id)


def _session(graph: onnx.ModelProto) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


def _spread(images: Rows, most: int) -> NDArray[np.uint8]:
    """At most that many images from all over the array, which is often sorted by class."""
    indices = np.unique(np.linspace(0, len(images) - 1, min(most, len(images))).astype(int))
    return np.array(images[indices])


def _batches(images: NDArray[np.uint8], size: int) -> list[NDArray[np.uint8]]:
    return [images[start : start + size] for start in range(0, len(images), size)]


def _torch(module: nn.Module, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    with torch.no_grad():
        logits: NDArray[np.float32] = module(torch.from_numpy(images))[0].numpy()
    return logits


def _onnxruntime(
    session: onnxruntime.InferenceSession, images: NDArray[np.uint8], batch_size: int
) -> NDArray[np.float32]:
    runs = (session.run(["logits"], {"images": b})[0] for b in _batches(images, batch_size))
    return np.concatenate(list(runs))
