"""From a trained network to a model file: exported, held to the gate, described, written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import onnx

from netwright.interfaces.documents import AnySize, Model, Parity, Recipe
from netwright.layers import CheckedNetwork, check
from netwright.training.checkpoint import Progress
from netwright.training.outputs import with_output
from netwright.training.shipping.any_size import other_sizes, pictures_of, sizes_taken
from netwright.training.shipping.deployed import Deployed
from netwright.training.shipping.description import describe_model
from netwright.training.shipping.embedded_resize import embed_resize
from netwright.training.shipping.free_export import free_export
from netwright.training.shipping.model_writing import session_of, write_model
from netwright.training.shipping.opsets import lower_opset
from netwright.training.shipping.parity import check_parity, spread, worst_of
from netwright.training.shipping.resize_parity import check_fitting, in_other_sizes
from netwright.training.shipping.tracing import deployed_to_onnx

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.data import Prepared

Sizes = Literal["own", "fitted", "free"]
"""Which pictures a model takes: of its own size; of any, which it fits to its own; of any, as they
are."""

_FEW = 8
"""Samples of each other size, and to compare the forms of a graph with."""


@dataclass(frozen=True)
class Trained:
    """A trained network with all that a model file is made from.

    Attributes:
        name: The run's name.
        deployed: The network between preprocessing and readout, on the CPU, in evaluation mode.
        checked: The network's document; its first output is the main one.
        data: The samples; those held out are what the gate looks at.
        recipe: How it was trained.
        progress: As of the epoch whose weights it has.
    """

    name: str
    deployed: Deployed
    checked: CheckedNetwork
    data: Prepared
    recipe: Recipe
    progress: Progress


def ship(trained: Trained, path: Path, sizes: Sizes = "own") -> Model:
    """Write the model file, if the gate lets it, and give what it says about itself.

    Raises:
        ParityError: onnxruntime does not give what torch gives.
        UsageError: The network does not take pictures of other sizes.
    """
    exports = {"own": _own, "fitted": _fitted, "free": _free}
    graph, parity, any_size = exports[sizes](trained)
    model = describe_model(
        trained.name,
        graph,
        trained.deployed,
        trained.data.document,
        trained.recipe,
        trained.progress,
        parity,
        any_size,
    )
    write_model(path, graph, model)
    return model


_Exported = tuple[onnx.ModelProto, Parity, AnySize | None]


def _own(trained: Trained) -> _Exported:
    deployed, inputs = trained.deployed, trained.data.val.inputs
    graph = deployed_to_onnx(deployed, inputs)
    _lower(graph, spread(inputs, _FEW))
    return graph, check_parity(graph, deployed, inputs), None


def _fitted(trained: Trained) -> _Exported:
    deployed, inputs = trained.deployed, trained.data.val.inputs
    pictures, few = pictures_of(trained.data.document), spread(inputs, _FEW)
    height, width = pictures.height, pictures.width
    others = in_other_sizes(
        few,
        [(2 * height + 1, 3 * width), (height, 2 * width + 1), (height // 2 + 1, width // 3 + 1)],
    )
    graph = deployed_to_onnx(deployed, inputs)
    embed_resize(graph, pictures)
    _lower(graph, few)
    parity = check_parity(graph, deployed, inputs)
    fitting = check_fitting(graph, deployed, pictures, others)
    also = [check_parity(graph, fitting, other) for other in others]
    return graph, worst_of([parity, *also]), AnySize(fitted=True)


def _free(trained: Trained) -> _Exported:
    deployed, inputs = trained.deployed, trained.data.val.inputs
    pictures, few = pictures_of(trained.data.document), spread(inputs, _FEW)
    main, *_ = trained.checked.network.outputs
    checked = check(with_output(trained.checked.network, main))
    taken = sizes_taken(checked, trained.data.document)
    others = in_other_sizes(few, other_sizes(pictures, taken.multiple))
    graph = free_export(deployed, checked, pictures, few, others, taken.multiple)
    _lower(graph, few)
    found = [check_parity(graph, deployed, each) for each in (inputs, *others)]
    return graph, worst_of(found), taken


def _lower(graph: onnx.ModelProto, raw: NDArray[Any]) -> None:
    """Write the graph in the lowest opset in which it gives the same for those inputs."""
    (given,) = graph.graph.input
    expected = session_of(graph).run(None, {given.name: raw})

    def is_same() -> bool:
        try:
            got = session_of(graph).run(None, {given.name: raw})
        except Exception:  # onnxruntime's errors share no base but this; it may lack an old form.
            return False
        pairs = zip(got, expected, strict=True)
        return all(np.allclose(a, b, rtol=1e-4, atol=1e-5, equal_nan=True) for a, b in pairs)

    lower_opset(graph, is_same)
