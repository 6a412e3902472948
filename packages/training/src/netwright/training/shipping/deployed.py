"""What `model.onnx` computes: a network between its preprocessing and its readout."""

from __future__ import annotations

import torch
from torch import nn

from netwright.interfaces.documents import Dataset, Recipe
from netwright.training.outputs import main_recipe
from netwright.training.preprocess import input_name, preprocessor_for
from netwright.training.readouts import readout_for
from netwright.training.shipping.cutting import main_part


class Deployed(nn.Module):
    """Raw inputs, as they are read, to the task's outputs.

    Attributes:
        input_name: What the exported model calls its input.
        output_names: What it calls its outputs.
    """

    def __init__(self, network: nn.Module, dataset: Dataset, recipe: Recipe) -> None:
        super().__init__()
        self.preprocess = preprocessor_for(dataset.preprocessing)
        self.network = network
        self.readout = readout_for(dataset, recipe)
        self.input_name = input_name(dataset.preprocessing)
        self.output_names: tuple[str, ...] = self.readout.names

    def forward(self, raw: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """One tensor for each of `output_names`."""
        (given,) = self.network(self.preprocess(raw)).values()
        outputs: tuple[torch.Tensor, ...] = self.readout(given)
        return outputs


def deployed_on_cpu(network: nn.Module, dataset: Dataset, recipe: Recipe) -> Deployed:
    """The network with its preprocessing and readout, in evaluation mode, as it is exported.

    Of several outputs the main one alone, and what it is computed from.
    """
    return Deployed(main_part(network, recipe), dataset, main_recipe(recipe)).cpu().eval()
