"""The form of an objective: what the training loop knows of a task."""

from __future__ import annotations

from typing import Any, Protocol

import torch

from netwright.data.batches import Batch

Outputs = dict[str, torch.Tensor]
"""What a network gives: its outputs by name."""


class Meter(Protocol):
    """Metrics of a whole set, gathered batch by batch on the device without waiting for it."""

    def update(self, outputs: Outputs, batch: Batch) -> None:
        """Take in what the network gives for a batch."""

    def state(self) -> dict[str, torch.Tensor]:
        """What was gathered, as tensors whose sum over processes is that of all of them.

        They are the meter's own: after another process's are added to them in place, `compute`
        gives the metrics of both. A tensor with a row a sample is zero where others were seen.
        """

    def compute(self) -> dict[str, float]:
        """The metrics by name, without a prefix such as ``val_``; `loss` is among them.

        The most telling come first after the loss. All are finite as long as the outputs are.
        """


class Objective(Protocol):
    """What a task asks of training. It is on the device, and holds no weights that are trained."""

    @property
    def best(self) -> tuple[tuple[str, str], ...]:
        """The metrics that tell the better epoch, most important first: (``accuracy``, ``max``)."""

    def inputs(self, batch: Batch) -> torch.Tensor:
        """The network's input: the batch's raw inputs, scaled and with gaps filled."""

    def loss(self, outputs: Outputs, batch: Batch) -> torch.Tensor:
        """The loss that is trained on, averaged over the batch, in float32 whatever is given.

        Or [K] of them, whose sum it is.
        """

    def weight(self, batch: Batch) -> torch.Tensor | None:
        """What the loss is divided by, such as the pixels that count; None where it is samples.

        The loss of a batch is the average of its parts' losses by these weights. There are as many
        as there are losses.
        """

    def meter(self, samples: int) -> Meter:
        """A new meter for one pass over a set of that many samples."""

    def to(self, device: torch.device) -> Any:
        """The same objective on another device."""
