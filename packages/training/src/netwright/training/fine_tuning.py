"""Beginning with the weights of another run."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn

from netwright.interfaces.documents import Warned
from netwright.interfaces.errors import RunError
from netwright.training.checkpoint import read_weights
from netwright.training.run import Run

_SHOWN = 6


def load_fitting(source: str | Path, module: nn.Module) -> Warned | None:
    """Put those weights into the module whose names and shapes fit, as all but a new head's do.

    Args:
        source: A run folder, whose best weights are taken, or a checkpoint file.
        module: Keeps its own weights where nothing fits.

    Returns:
        Which weights are new; None where there are none.

    Raises:
        RunError: There is nothing to read, or none of it fits.
    """
    path = _checkpoint(Path(source))
    given, wanted = read_weights(path), module.state_dict()
    fitting = {
        name: value
        for name, value in given.items()
        if name in wanted and wanted[name].shape == value.shape
    }
    if not fitting:
        raise RunError(
            "none of the weights fits the network, neither by name nor by shape.",
            file=path,
            fix="use the network of that run, and change no more than its last layers.",
        )
    module.load_state_dict(fitting, strict=False)
    new = [_described(name, value, given) for name, value in wanted.items() if name not in fitting]
    return _told(path, new, len(wanted)) if new else None


def _checkpoint(path: Path) -> Path:
    if not path.is_dir():
        return path
    run = Run.open(path)
    found = [file for file in (run.best_checkpoint, run.last_checkpoint) if file.is_file()]
    if not found:
        raise RunError(
            "the run has no checkpoint: it was stopped before its first epoch was done.",
            folder=path,
            fix=f"finish it: netwright resume {path}",
        )
    return found[0]


def _described(name: str, wanted: torch.Tensor, given: dict[str, torch.Tensor]) -> str:
    there = f", not {list(given[name].shape)}" if name in given else ""
    return f"{name} {list(wanted.shape)}{there}"


def _told(path: Path, new: list[str], total: int) -> Warned:
    more = f" and {len(new) - _SHOWN} more" if len(new) > _SHOWN else ""
    return Warned(
        message=f"{total - len(new)} of {total} tensors come from {path}; "
        f"the others begin anew: {'; '.join(new[:_SHOWN])}{more}.",
        fix="nothing, where these are the layers that you changed.",
    )
