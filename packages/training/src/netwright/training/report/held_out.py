"""What the exported model says of the held-out samples, batch by batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from netwright.interfaces.documents import Model
from netwright.training.shipping.deployed import Deployed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.data import Samples

_BATCH = 64

Kept = Callable[[tuple[torch.Tensor, ...], slice], torch.Tensor]
"""From a batch's outputs, and which samples they are of, to what is kept of them: [B,...]."""


@dataclass(frozen=True, eq=False)
class HeldOut:
    """All that a section is made of.

    Attributes:
        folder: Where its pictures go.
        model: What the exported model says about itself.
        samples: The validation samples.
        deployed: What was exported, on the CPU.
    """

    folder: Path
    model: Model
    samples: Samples
    deployed: Deployed

    @property
    def targets(self) -> NDArray[Any]:
        """What is so, of a task that has targets."""
        assert self.samples.targets is not None
        return np.asarray(self.samples.targets)

    def said(self, kept: Kept) -> NDArray[Any]:
        """What is kept of the outputs for all samples, [N,...]."""
        parts = []
        for start in range(0, len(self.samples), _BATCH):
            rows = slice(start, min(start + _BATCH, len(self.samples)))
            with torch.no_grad():
                outputs = self.deployed(torch.from_numpy(np.array(self.samples.inputs[rows])))
                parts.append(kept(outputs, rows))
        return torch.cat(parts).numpy()
