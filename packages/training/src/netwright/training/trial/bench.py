"""What all looks share: a network ready to train, and the data it is trained on."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import nn

from netwright.data.batches import Batch, Batches, DeviceBatches
from netwright.data.epochs import batches_of
from netwright.interfaces.documents import Recipe
from netwright.training.batch_size import automatic_batch_size
from netwright.training.imbalance import counted
from netwright.training.layout import InPlanes, lay_out
from netwright.training.objectives import Objective, objective_for
from netwright.training.precision import Precision
from netwright.training.state import State
from netwright.training.step import Stepper
from netwright.training.variation import augmentation_of

if TYPE_CHECKING:
    from netwright.data import Prepared


@dataclass(frozen=True)
class Bench:
    """A training that is not a run.

    Attributes:
        module: The network with its first weights, on the device. Looks leave them as they are.
        data: What it is trained on.
        recipe: How.
        precision: Where, and in what numbers.
        objective: What the task asks for, on the device.
        batch_size: Samples in one step, accumulated ones included.
    """

    module: nn.Module
    data: Prepared
    recipe: Recipe
    precision: Precision
    objective: Objective
    batch_size: int

    @classmethod
    def of(cls, module: nn.Module, data: Prepared, recipe: Recipe, precision: Precision) -> Bench:
        """The same as a run begins with; the module is laid out as it is fastest."""
        found = objective_for(data.document, counted(recipe, data))
        objective: Objective = found.to(precision.device)
        size = recipe.batch_size
        if size == "auto":
            size = automatic_batch_size(module, objective, data, recipe, precision)
        some = DeviceBatches(data.val, batch_size=2, device=precision.device, shuffle=False)
        layout = lay_out(module, objective.inputs(next(some.epoch(0))), size)
        if layout is not None and not layout.channels_last:
            objective = InPlanes(objective)
        return cls(module, data, recipe, precision, objective, size * recipe.accumulate)

    def batches(self, batch_size: int, *, augmented: bool = False) -> Batches:
        """Batches of training samples, shuffled as in a run."""
        return batches_of(
            self.data,
            "train",
            batch_size=batch_size,
            device=self.precision.device,
            seed=self.recipe.seed,
            augmentation=augmentation_of(self.recipe, self.data.document) if augmented else None,
        )

    def held_out(self) -> Batches:
        """Batches of validation samples in their own order."""
        return batches_of(
            self.data,
            "val",
            batch_size=self.batch_size,
            device=self.precision.device,
            shuffle=False,
        )

    def stepper(self) -> tuple[nn.Module, Stepper]:
        """A copy of the network, in training, and what takes steps with it."""
        own = copy.deepcopy(self.module).train()
        state = State(own, self.recipe, self.precision.scales_gradients)
        return own, Stepper(state, own, self.objective, self.recipe, self.precision)

    def outputs(self, batch: Batch) -> dict[str, torch.Tensor]:
        """What the network gives for a batch at first, computed as in training."""
        own = copy.deepcopy(self.module).train()  # Batch norms change as they are looked at.
        with torch.no_grad():
            found: dict[str, torch.Tensor] = own(self.objective.inputs(batch))
        return found

    def wait(self) -> None:
        """Until the device has done what it was given."""
        if self.precision.device.type == "cuda":
            torch.cuda.synchronize(self.precision.device)
        elif self.precision.device.type == "mps":
            torch.mps.synchronize()
