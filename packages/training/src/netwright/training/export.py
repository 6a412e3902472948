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
import torch
from torch import nn

from netwright.interfaces.documents import (
    METADATA_KEY,
    Dataset,
    ImagePreprocessing,
    Model,
    Parity,
    Provenance,
    Recipe,
    TensorSpec,
)
from netwright.interfaces.files import write_atomic
from netwright.layers import exporting
from netwright.training.preprocess import Deployed

if TYPE_CHECKING:
    from netwright.data import Rows
    from netwright.training.checkpoint import Progress

_PACKAGES = ("netwright-layers", "netwright-data", "netwright-training", "torch", "onnxruntime")


def to_onnx(module: nn.Module, images: torch.Tensor, outputs: tuple[str, ...]) -> onnx.ModelProto:
    """The ONNX graph of a module in evaluation mode, with a batch of any size.

    Args:
        module: Takes `images` and gives one tensor an output.
        images: uint8 [N,H,W,C] with N at least 2: a batch of one would be taken for a constant.
        outputs: The outputs' names.
    """
    with _quiet(), torch.no_grad(), exporting(module):
        program = torch.onnx.export(
            module,
            (images,),
            input_names=["images"],
            output_names=list(outputs),
            dynamic_shapes=({0: torch.export.Dim("batch")},),
            dynamo=True,
            external_data=False,
            verbose=False,
        )
    assert program is not None
    return program.model_proto


def deployed_on_cpu(network: nn.Module, preprocessing: ImagePreprocessing) -> Deployed:
    """The network with its preprocessing, in evaluation mode, as it is exported."""
    return Deployed(preprocessing, network).cpu().eval()


def write_model(path: Path, graph: onnx.ModelProto, model: Model) -> None:
    """Write the graph with what it says about itself as one file, whole or not at all."""
    onnx.helper.set_model_props(graph, {METADATA_KEY: model.to_json()})
    graph.producer_name, graph.producer_version = "netwright", version("netwright-training")
    onnx.checker.check_model(graph)
    write_atomic(path, graph.SerializeToString())


def describe_model(
    name: str, dataset: Dataset, recipe: Recipe, progress: Progress, parity: Parity
) -> Model:
    """What the model says about itself."""
    size = dataset.preprocessing
    classes = len(dataset.classes)
    return Model(
        name=name,
        target=dataset.target,
        preprocessing=size,
        inputs=(
            TensorSpec(
                name="images",
                shape=("batch", size.height, size.width, size.channels),
                dtype="uint8",
            ),
        ),
        outputs=tuple(
            TensorSpec(name=output, shape=("batch", classes), dtype="float32")
            for output in ("logits", "probabilities")
        ),
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


def example_images(images: Rows) -> torch.Tensor:
    """Two samples to trace the module with."""
    return torch.from_numpy(np.resize(images[:2], (2, *images.shape[1:])))


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
