"""What a run's network gives under PyTorch, and what its model file gives under onnxruntime."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from netwright.training import Run

if TYPE_CHECKING:
    from numpy.typing import NDArray


def onnx_outputs(
    model: str | Path, pictures: NDArray[np.uint8]
) -> tuple[NDArray[Any], NDArray[np.float32]]:
    """What the model reads of pictures uint8 [N,H,W,C], and what its main output says of them."""
    from netwright.inference.inside.probe import Probe

    probe = Probe(model)
    raw = probe.read([*pictures])
    name = probe.model.outputs[0].name
    return raw, probe.values([name], raw)[name]


def torch_outputs(run: Run, raw: NDArray[Any]) -> NDArray[np.float32]:
    """What the run's best weights give for what a model reads."""
    from netwright.layers import build
    from netwright.training.checkpoint import load_weights
    from netwright.training.fitness import fitting_network
    from netwright.training.shipping.deployed import deployed_on_cpu

    module = build(fitting_network(run.network, run.dataset, run.recipe))
    load_weights(run.best_checkpoint, module)
    deployed = deployed_on_cpu(module, run.dataset, run.recipe)
    with torch.no_grad():
        main, *_ = deployed(torch.from_numpy(raw))
    given: NDArray[np.float32] = main.numpy()
    return given
