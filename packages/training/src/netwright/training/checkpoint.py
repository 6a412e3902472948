"""Checkpoints: one safetensors file each, so that one rename makes a checkpoint whole.

`last` holds all that is needed to go on with the same bits: weights, the optimizer's state, the
random generators' states, and the numbers in `Progress`. `best` holds the weights alone.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import nn

from netwright.interfaces.errors import RunError
from netwright.interfaces.files import atomic_path

_PROGRESS = "netwright.progress"


@dataclass
class Progress:
    """How far a run is.

    Attributes:
        epoch: The last finished epoch; 0 before the first.
        best_epoch: The epoch with the best validation metrics so far; 0 before the first.
        best_metrics: Its metrics.
    """

    epoch: int = 0
    best_epoch: int = 0
    best_metrics: dict[str, float] | None = None


def save_weights(path: Path, module: nn.Module, progress: Progress) -> None:
    """Write the module's state_dict, whole or not at all."""
    _save(path, module.state_dict(), progress)


def save_state(
    path: Path, module: nn.Module, optimizer: torch.optim.Optimizer, progress: Progress
) -> None:
    """Write everything needed to go on, whole or not at all."""
    tensors = {f"model.{name}": value for name, value in module.state_dict().items()}
    for index, state in optimizer.state_dict()["state"].items():
        tensors |= {f"optimizer.{index}.{name}": value for name, value in state.items()}
    tensors["random.cpu"] = torch.get_rng_state()
    if torch.cuda.is_available():
        tensors["random.cuda"] = torch.cuda.get_rng_state()
    _save(path, tensors, progress)


def load_weights(path: Path, module: nn.Module) -> Progress:
    """Put the weights of a checkpoint, either kind, into the module; gives how far it was.

    Raises:
        RunError: The file is missing, damaged, or does not fit the module.
    """
    tensors, progress = read_checkpoint(path)
    if any(name.startswith("random.") for name in tensors):
        tensors = {
            name.removeprefix("model."): value
            for name, value in tensors.items()
            if name.startswith("model.")
        }
    try:
        module.load_state_dict(tensors)
    except RuntimeError as error:
        raise RunError(
            f"the checkpoint does not fit the network: {error}",
            file=path,
            fix="use it with the network.json of its own run.",
        ) from None
    return progress


def read_checkpoint(path: Path) -> tuple[dict[str, torch.Tensor], Progress]:
    """The tensors of a checkpoint, on the CPU, and how far it was.

    Raises:
        RunError: The file is missing or damaged.
    """
    try:
        with safe_open(path, framework="pt") as file:
            about = json.loads((file.metadata() or {})[_PROGRESS])
            return {name: file.get_tensor(name) for name in file.keys()}, Progress(**about)  # noqa: SIM118
    except (OSError, SafetensorError, KeyError, ValueError, TypeError) as error:
        raise RunError(
            f"the checkpoint cannot be read: {error}.",
            file=path,
            fix="train again, or use another run's checkpoint.",
        ) from None


def _save(path: Path, tensors: dict[str, torch.Tensor], progress: Progress) -> None:
    # safetensors refuses tensors that share memory and views that are not contiguous.
    own = {name: value.detach().cpu().clone().contiguous() for name, value in tensors.items()}
    with atomic_path(path) as partial:
        save_file(own, partial, metadata={_PROGRESS: json.dumps(asdict(progress))})
