"""What a model says about itself: the document in its metadata."""

from __future__ import annotations

from datetime import datetime, timezone
from importlib.metadata import version

import onnx
import torch

from netwright.interfaces.documents import (
    AnySize,
    Dataset,
    Model,
    Parity,
    Provenance,
    Recipe,
    TensorSpec,
)
from netwright.training.checkpoint import Progress
from netwright.training.shipping.deployed import Deployed
from netwright.training.shipping.opsets import opset_of

_PACKAGES = ("netwright-layers", "netwright-data", "netwright-training", "torch", "onnxruntime")


def describe_model(
    name: str,
    graph: onnx.ModelProto,
    deployed: Deployed,
    dataset: Dataset,
    recipe: Recipe,
    progress: Progress,
    parity: Parity,
    any_size: AnySize | None = None,
) -> Model:
    """What the model says about itself.

    Args:
        name: The run's name.
        graph: What is shipped.
        deployed: What it was made from.
        dataset: What it was trained on.
        recipe: How.
        progress: As of the epoch whose weights it has.
        parity: What the gate found.
        any_size: How it takes pictures of other sizes.
    """
    return Model(
        name=name,
        target=dataset.target,
        preprocessing=dataset.preprocessing,
        inputs=(_input_spec(deployed, dataset, any_size),),
        outputs=_output_specs(deployed, dataset, any_size),
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
        any_size=any_size,
        opset=opset_of(graph),
        ir_version=graph.ir_version,
    )


def _input_spec(deployed: Deployed, dataset: Dataset, any_size: AnySize | None) -> TensorSpec:
    raw = dataset.preprocessing
    sizes: tuple[int | str, ...] = raw.raw_shape
    if any_size is not None:
        sizes = ("height", "width", *sizes[2:])
    return TensorSpec(name=deployed.input_name, shape=("batch", *sizes), dtype=raw.raw_dtype)


def _output_specs(
    deployed: Deployed, dataset: Dataset, any_size: AnySize | None
) -> tuple[TensorSpec, ...]:
    raw = dataset.preprocessing
    with torch.no_grad():
        given = deployed(torch.zeros((2, *raw.raw_shape), dtype=getattr(torch, raw.raw_dtype)))
    return tuple(
        TensorSpec(
            name=name,
            shape=("batch", *_sizes(tuple(value.shape[1:]), name, any_size)),
            dtype="float32",
        )
        for name, value in zip(deployed.output_names, given, strict=True)
    )


def _sizes(sizes: tuple[int, ...], name: str, any_size: AnySize | None) -> tuple[int | str, ...]:
    """Those of an output; of pictures [H,W,C] and of masks' classes [K,H,W] they may be any."""
    if any_size is None or any_size.fitted or len(sizes) != 3:
        return sizes
    height_and_width = ("output_height", "output_width")
    return (*height_and_width, sizes[2]) if name == "picture" else (sizes[0], *height_and_width)
