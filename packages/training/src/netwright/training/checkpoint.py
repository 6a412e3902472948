"""Checkpoints: one safetensors file each, so that one rename makes a checkpoint whole.

`last` holds all that is needed to go on with the same bits (see `State`) and the numbers in
`Progress`. `best` holds the weights alone.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import nn

from netwright.interfaces.errors import RunError
from netwright.interfaces.files import atomic_path

_PROGRESS = "netwright.progress"


@dataclass
class Patience:
    """How long something has been waited for.

    Attributes:
        best: The best value so far.
        waited: Epochs since it was reached.
    """

    best: float | None = None
    waited: int = 0

    def note(self, value: float, least: float) -> None:
        """Take in an epoch's value; lower ones are better if they are so by more than `least`."""
        if self.best is None or value < self.best - least:
            self.best, self.waited = value, 0
        else:
            self.waited += 1


@dataclass
class Progress:
    """How far a run is.

    Attributes:
        epoch: The last finished epoch; 0 before the first.
        best_epoch: The epoch with the best validation metrics so far; 0 before the first.
        best_metrics: Its metrics.
        step: Steps done in the epoch after it.
        batch_size: Samples a batch, where it was not the recipe that said so.
        plateau_rate: What the schedule `plateau` has left of the learning rate, 0 to 1.
        plateau: How long it waits for a lower validation loss.
        stopping: How long early stopping waits.
    """

    epoch: int = 0
    best_epoch: int = 0
    best_metrics: dict[str, float] | None = None
    step: int = 0
    batch_size: int | None = None
    plateau_rate: float = 1.0
    plateau: Patience = field(default_factory=Patience)
    stopping: Patience = field(default_factory=Patience)

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Progress:
        """What `dataclasses.asdict` made of a Progress."""
        waiting = {name: Patience(**content.get(name, {})) for name in ("plateau", "stopping")}
        return cls(**{**content, **waiting})


def load_weights(path: Path, module: nn.Module) -> Progress:
    """Put the weights of a checkpoint, either kind, into the module; gives how far it was.

    Raises:
        RunError: The file is missing, damaged, or does not fit the module.
    """
    tensors, progress = read_checkpoint(path)
    tensors = weights_in(tensors)
    try:
        module.load_state_dict(tensors)
    except RuntimeError as error:
        raise RunError(
            f"the checkpoint does not fit the network: {error}",
            file=path,
            fix="use it with the network.json of its own run.",
        ) from None
    return progress


def read_weights(path: Path) -> dict[str, torch.Tensor]:
    """The weights of a checkpoint of either kind, or of any other safetensors file.

    Raises:
        RunError: The file is missing or damaged.
    """
    return weights_in(_read(path)[0])


def weights_in(tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights to use among a checkpoint's tensors: the averaged ones, where there are such."""
    for prefix in ("average.", "model."):
        found = {
            name.removeprefix(prefix): value
            for name, value in tensors.items()
            if name.startswith(prefix) and "random.cpu" in tensors
        }
        if found:
            return found
    return tensors


def read_checkpoint(path: Path) -> tuple[dict[str, torch.Tensor], Progress]:
    """The tensors of a checkpoint, on the CPU, and how far it was.

    Raises:
        RunError: The file is missing or damaged.
    """
    tensors, metadata = _read(path)
    try:
        return tensors, Progress.from_dict(json.loads(metadata[_PROGRESS]))
    except (KeyError, ValueError, TypeError) as error:
        raise _unreadable(path, error) from None


def write_checkpoint(path: Path, tensors: dict[str, torch.Tensor], progress: Progress) -> None:
    """Write the tensors and how far the run is, whole or not at all."""
    # safetensors refuses tensors that share memory and views that are not contiguous.
    own = {
        name: value.detach().to("cpu", copy=True, memory_format=torch.contiguous_format)
        for name, value in tensors.items()
    }
    with atomic_path(path) as partial:
        save_file(own, partial, metadata={_PROGRESS: json.dumps(asdict(progress))})


def _read(path: Path) -> tuple[dict[str, torch.Tensor], dict[str, str]]:
    try:
        with safe_open(path, framework="pt") as file:
            return {name: file.get_tensor(name) for name in file.keys()}, file.metadata() or {}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> RunError:
    return RunError(
        f"the checkpoint cannot be read: {error}.",
        file=path,
        fix="train again, or use another run's checkpoint.",
    )
