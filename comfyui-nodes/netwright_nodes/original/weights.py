"""A network with weights, for a look at what it gives."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import WeightsError
from netwright.layers import build
from netwright.layers.backbones.state_file import read_state
from netwright.training import Run
from netwright.training.fine_tuning import load_fitting


def module_of(network: Network, device: torch.device, *, pretrained: bool = True) -> nn.Module:
    """The network in evaluation mode, with the same new weights each time.

    Args:
        network: What to build.
        device: Where it is to run.
        pretrained: False where other weights are loaded next: none are downloaded then.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return build(network, pretrained=pretrained).to(device).eval()


def load(path: Path, module: nn.Module) -> None:
    """Put weights into the module.

    Args:
        path: A run folder, a checkpoint of one, or a file of the original, of which tensors alone
            are read: nothing in it is run.
        module: The network.

    Raises:
        NetwrightError: There is nothing to read, or it does not fit.
    """
    with torch.inference_mode(False):
        if path.is_dir() or path.suffix == ".safetensors":
            load_fitting(path, module)
        else:
            module.load_state_dict(_by_place(path, read_state(path), module.state_dict()))


def trained(network: Network, run: Run, device: torch.device) -> nn.Module:
    """The network with the best weights of a run."""
    module = module_of(network, device, pretrained=False)
    load(run.folder, module)
    return module


def _by_place(
    path: Path, given: dict[str, torch.Tensor], wanted: dict[str, torch.Tensor]
) -> dict[str, torch.Tensor]:
    """The tensors under the network's names: by name where all fit, else in their order."""
    if given.keys() == wanted.keys():
        return given
    shapes = [list(value.shape) for value in given.values()]
    if shapes != [list(value.shape) for value in wanted.values()]:
        raise WeightsError(
            f"the file's {len(given)} tensors do not fit the network's {len(wanted)}.",
            file=path,
            fix="wire the network that the file was saved of, with the same sizes.",
        )
    return dict(zip(wanted, given.values(), strict=True))
