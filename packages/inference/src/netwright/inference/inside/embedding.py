"""A model file that gives its class activation maps beside its answers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from netwright.inference.inside.activation import class_weights
from netwright.inference.inside.class_maps import ClassMaps
from netwright.inference.inside.last_features import LastFeatures
from netwright.inference.inside.probe import Probe
from netwright.inference.inside.scores import Scores
from netwright.interfaces.documents.model import METADATA_KEY, Model, TensorSpec
from netwright.interfaces.errors import UsageError
from netwright.interfaces.files import write_atomic

if TYPE_CHECKING:
    import onnx
    from numpy.typing import NDArray

OUTPUT = "class_activation"
"""The output's name."""


def embed_class_activation(
    model: str | os.PathLike[str], out: str | os.PathLike[str], *, layer: str | None = None
) -> None:
    """Write the model with one more output: the class activation maps of every class.

    The output ``class_activation`` is float32 [N,K,h,w], a map for each class or label at the size
    of the last feature maps (Zhou et al., 2016); where it is large, much speaks for the class. Any
    client that runs ONNX gets it with the answer, in one run. The other outputs stay as they are.

    Args:
        model: A ``model.onnx`` of a network of global average pooling and linear layers.
        out: The file to write, whole or not at all.
        layer: The id of the layer whose feature maps are taken; None takes the last that has more
            than one place.

    Raises:
        ModelError: The file cannot be used.
        UsageError: The network is of another kind, or has the output already.
    """
    import onnx

    probe = Probe(model)
    if any(output.name == OUTPUT for output in probe.model.outputs):
        raise UsageError(f"the model has the output {OUTPUT!r} already.", fix="use it as it is.")
    if probe.file.weights_beside:
        raise UsageError(
            "the weights of this model lie in a file of their own, and would not be found.",
            fix="explain its answers with netwright explain instead.",
        )
    maps = ClassMaps(probe, Scores(probe).output, layer)
    features, weights = maps.features("cam"), maps.constant()
    graph = probe.graph()
    _add_output(graph, features, weights)
    places = ("height", "width") if probe.file.model.any_size else features.shape[2:]
    document = _described(probe.file.model, (len(weights), *places))
    onnx.helper.set_model_props(graph, {METADATA_KEY: document.to_json()})
    onnx.checker.check_model(graph)
    write_atomic(Path(out), graph.SerializeToString())


def _add_output(
    graph: onnx.ModelProto, features: LastFeatures, weights: NDArray[np.float64]
) -> None:
    """Weigh the channels of the features: a convolution of one pixel."""
    from onnx import TensorProto, helper, numpy_helper

    each = np.stack([class_weights(weights, index) for index in range(len(weights))])
    kernel, summed = f"{OUTPUT}.weight", f"{OUTPUT}.sum"
    graph.graph.initializer.append(
        numpy_helper.from_array(each[:, :, None, None].astype(features.dtype), kernel)
    )
    graph.graph.node.extend(
        [
            helper.make_node("Conv", [features.value, kernel], [summed]),
            helper.make_node("Cast", [summed], [OUTPUT], to=TensorProto.FLOAT),
        ]
    )
    shape = [graph.graph.input[0].type.tensor_type.shape.dim[0].dim_param or None, len(each)]
    graph.graph.output.append(
        helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [*shape, None, None])
    )


def _described(model: Model, sizes: tuple[int | str, ...]) -> Model:
    batch = model.inputs[0].shape[0]
    output = TensorSpec(name=OUTPUT, shape=(batch, *sizes), dtype="float32")
    return model.model_copy(update={"outputs": (*model.outputs, output)})
