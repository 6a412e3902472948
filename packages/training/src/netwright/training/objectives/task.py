"""What the objectives of all tasks share: preprocessing, loss, and sums on the device."""

from __future__ import annotations

import torch
from torch import nn

from netwright.data.batches import Batch
from netwright.interfaces.documents import Dataset, Recipe
from netwright.training.losses import build_loss
from netwright.training.losses.classes import CrossEntropy, Focal
from netwright.training.objectives.objective import Outputs
from netwright.training.preprocess import preprocessor_for


class TaskObjective(nn.Module):
    """One of a network's outputs is compared with what is wanted for the batch.

    A task says what is wanted, and what of the output it is compared with.
    """

    place: torch.Tensor

    def __init__(self, dataset: Dataset, recipe: Recipe) -> None:
        super().__init__()
        self._output = next(iter(recipe.outputs), None)
        self.preprocess = preprocessor_for(dataset.preprocessing)
        self.criterion = build_loss(recipe, dataset)
        self.plain_criterion = build_loss(recipe, dataset, plain=True)
        self.register_buffer("place", torch.zeros(()))

    def inputs(self, batch: Batch) -> torch.Tensor:
        """What the network takes."""
        inputs: torch.Tensor = self.preprocess(batch.inputs)
        return inputs

    def loss(self, outputs: Outputs, batch: Batch) -> torch.Tensor:
        """The recipe's loss, averaged over the batch."""
        loss: torch.Tensor = self.criterion(self.given(outputs), self.wanted(batch))
        return loss

    def weight(self, batch: Batch) -> torch.Tensor | None:
        """What the recipe's loss is divided by, where that is not the number of samples."""
        if isinstance(self.criterion, (CrossEntropy, Focal)):
            return self.criterion.divisor(self.wanted(batch))
        return None

    def given(self, outputs: Outputs) -> torch.Tensor:
        """What the loss is computed of, as float32 even where the network computes in less."""
        if self._output is not None:
            return outputs[self._output].float()
        (given,) = outputs.values()
        return given.float()

    def wanted(self, batch: Batch) -> torch.Tensor:
        """What it is compared with."""
        assert batch.targets is not None
        return batch.targets


class Totals:
    """Running sums on the device, in float64 where it has that, and the average loss among them.

    Args:
        place: A tensor on the device.
        sizes: The shape of each sum.
    """

    def __init__(self, place: torch.Tensor, **sizes: tuple[int, ...]) -> None:
        wide = torch.float32 if place.device.type == "mps" else torch.float64
        shapes = {"loss": (), "weight": (), **sizes}
        self.tensors = {
            name: torch.zeros(shape, dtype=wide, device=place.device)
            for name, shape in shapes.items()
        }

    def add(self, name: str, values: torch.Tensor | float) -> None:
        """Add to a sum."""
        self.tensors[name] += values

    def add_loss(self, mean: torch.Tensor, weight: torch.Tensor | int) -> None:
        """Take in a batch's average loss over `weight` samples, pixels or tokens."""
        self.add("loss", mean * weight)
        self.add("weight", weight)

    def loss(self) -> float:
        """The average loss so far; 0 where nothing counts."""
        return (self.tensors["loss"] / self.tensors["weight"].clamp(min=1)).item()
