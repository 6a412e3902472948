"""From a trained network to `model.onnx`: one file, written only when the parity gate lets it."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from netwright.interfaces.documents import (
    METADATA_KEY,
    Dataset,
    Model,
    Parity,
    Provenance,
    Recipe,
    TensorSpec,
)
from netwright.interfaces.files import write_atomic
from netwright.layers import exporting
from netwright.training.deployed import Deployed
from netwright.training.layer_values import (
    WithLayers,
    drop_layer_outputs,
    record_layers,
    recorded_layers,
)

if TYPE_CHECKING:
    from netwright.data import Rows
    from netwright.training.checkpoint import Progress

_PACKAGES = ("netwright-layers", "netwright-data", "netwright-training", "torch", "onnxruntime")


def to_onnx(
    module: nn.Module, inputs: torch.Tensor, input_name: str, outputs: tuple[str, ...]
) -> onnx.ModelProto:
    """The ONNX graph of a module in evaluation mode, with a batch of any size.

    Args:
        module: Takes `inputs` and gives one tensor an output.
        inputs: [N,...] with N at least 2: a batch of one would be taken for a constant.
        input_name: What the graph calls it.
        outputs: The outputs' names.
    """
    program = _traced(module, inputs, input_name, outputs)
    with _quiet():
        program.optimize()
    return program.model_proto


def _traced(
    module: nn.Module, inputs: torch.Tensor, input_name: str, outputs: tuple[str, ...]
) -> torch.onnx.ONNXProgram:
    """The module's graph, not yet optimised; outputs beyond the names keep the exporter's own."""
    with _quiet(), torch.no_grad(), exporting(module):
        program = torch.onnx.export(
            module,
            (inputs,),
            input_names=[input_name],
            output_names=list(outputs),
            dynamic_shapes=({0: torch.export.Dim("batch")},),
            dynamo=True,
            external_data=False,
            verbose=False,
            optimize=False,
        )
    assert program is not None
    return program


def deployed_to_onnx(deployed: Deployed, inputs: Rows) -> onnx.ModelProto:
    """The ONNX graph of a whole model, traced with two of its raw inputs [N,...].

    It carries where its layers are; see `recorded_layers`.
    """
    seen = WithLayers(deployed)
    program = _traced(seen, example_inputs(inputs), deployed.input_name, deployed.output_names)
    layers = drop_layer_outputs(program, seen.layers)
    with _quiet():
        program.optimize()
    graph = program.model_proto
    record_layers(graph, layers)
    return graph


def write_model(path: Path, graph: onnx.ModelProto, model: Model) -> None:
    """Write the graph with what it says about itself as one file, whole or not at all."""
    model = model.model_copy(update={"layers": recorded_layers(graph)})
    onnx.helper.set_model_props(graph, {METADATA_KEY: model.to_json()})
    graph.producer_name, graph.producer_version = "netwright", version("netwright-training")
    onnx.checker.check_model(graph)
    write_atomic(path, graph.SerializeToString())


def describe_model(
    name: str,
    deployed: Deployed,
    dataset: Dataset,
    recipe: Recipe,
    progress: Progress,
    parity: Parity,
) -> Model:
    """What the model says about itself."""
    return Model(
        name=name,
        target=dataset.target,
        preprocessing=dataset.preprocessing,
        inputs=(_input_spec(deployed, dataset),),
        outputs=_output_specs(deployed, dataset),
        metrics=progress.best_metrics or {},
        parity=parity,
        provenance=Provenance(
            created=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            run=name,
            versions={package: version(package) for package in _PACKAGES},
            dataset_fingerprint=dataset.fingerprint,
            seed=recipe.seed,
            epoch=progress.best_epoch,
        ),
    )


def example_inputs(inputs: Rows) -> torch.Tensor:
    """Two samples to trace the module with."""
    return torch.from_numpy(np.resize(inputs[:2], (2, *inputs.shape[1:])))


def _input_spec(deployed: Deployed, dataset: Dataset) -> TensorSpec:
    raw = dataset.preprocessing
    return TensorSpec(
        name=deployed.input_name, shape=("batch", *raw.raw_shape), dtype=raw.raw_dtype
    )


def _output_specs(deployed: Deployed, dataset: Dataset) -> tuple[TensorSpec, ...]:
    raw = dataset.preprocessing
    with torch.no_grad():
        given = deployed(torch.zeros((2, *raw.raw_shape), dtype=getattr(torch, raw.raw_dtype)))
    return tuple(
        TensorSpec(name=name, shape=("batch", *value.shape[1:]), dtype="float32")
        for name, value in zip(deployed.output_names, given, strict=True)
    )


def session_of(graph: onnx.ModelProto) -> onnxruntime.InferenceSession:
    """The graph in onnxruntime, on the CPU."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


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
