"""What augmentations work on: pictures with the channels first, and the targets of some kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

IGNORED = 255
"""What a mask says where there is no picture."""

WHITE = 255.0

# So many values stay in the processor's cache from one operation to the next.
_CPU_VALUES = 1 << 20


@dataclass(frozen=True)
class Batch:
    """Samples on a device. An operation gives another batch, and takes this one's over.

    Attributes:
        inputs: [N,C,H,W], 0 to 255. As uint8 they may be the caller's own, and no one changes them;
            as float32 they were made by an operation, and the next one may change them in place.
        targets: Pictures [N,C,H,W] as `inputs`, masks [N,H,W] of whole numbers, labels [N], or
            numbers [N,K].
    """

    inputs: torch.Tensor
    targets: torch.Tensor

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the inputs."""
        return self.inputs.shape[-2], self.inputs.shape[-1]

    def rows(self, rows: slice) -> Batch:
        """Some of the samples, which share their memory with these."""
        return Batch(self.inputs[rows], self.targets[rows])

    def chosen(self, rows: NDArray[np.int64]) -> Batch:
        """A copy of some of the samples."""
        index = on_device(rows, self.inputs)
        return Batch(taken(self.inputs, index), taken(self.targets, index))

    def with_inputs(self, change: Callable[[torch.Tensor], torch.Tensor]) -> Batch:
        """The inputs changed, the targets as they are."""
        return replace(self, inputs=change(self.inputs))

    def with_pictures(self, change: Callable[[torch.Tensor], torch.Tensor]) -> Batch:
        """The inputs changed, and the targets alike where they are pictures."""
        targets = change(self.targets) if is_pictures(self.targets) else self.targets
        return Batch(change(self.inputs), targets)


def joined(batches: Sequence[Batch]) -> Batch:
    """One batch of all, with uint8 pictures."""
    batches = [batch.with_pictures(as_uint8) for batch in batches]
    if len(batches) == 1:
        return batches[0]
    return Batch(
        torch.cat([batch.inputs for batch in batches]),
        torch.cat([batch.targets for batch in batches]),
    )


def pieces(values: torch.Tensor) -> list[slice]:
    """What is worked on at a time: all on an accelerator, on a CPU what its cache holds."""
    count = len(values)
    size = max(1, _CPU_VALUES // values[0].numel()) if values.device.type == "cpu" else count
    return [slice(start, start + size) for start in range(0, count, size)]


def taken(values: torch.Tensor, index: torch.Tensor) -> torch.Tensor:
    """A copy of some rows; of pictures with the channels last in memory, as they are stored."""
    if not is_pictures(values):
        return values.index_select(0, index)
    return values.permute(0, 2, 3, 1).index_select(0, index).permute(0, 3, 1, 2)


def is_masks(targets: torch.Tensor) -> bool:
    """Whether they have the axes [N,H,W]."""
    return targets.ndim == 3


def is_pictures(targets: torch.Tensor) -> bool:
    """Whether they have the axes [N,C,H,W]."""
    return targets.ndim == 4


def as_float(pictures: torch.Tensor) -> torch.Tensor:
    """float32, 0 to 255."""
    return pictures.to(torch.float32)


def as_uint8(pictures: torch.Tensor) -> torch.Tensor:
    """uint8, 0 to 255, rounded, with the channels last in memory, as they are stored."""
    if pictures.dtype == torch.uint8:
        return pictures
    return pictures.round_().to(torch.uint8, memory_format=torch.channels_last)


def per_sample(values: NDArray, like: torch.Tensor) -> torch.Tensor:
    """float32 [N,1,1,1] on the device of `like`: a number for each sample."""
    return on_device(values.astype(np.float32), like).view(-1, 1, 1, 1)


def on_device(values: NDArray, like: torch.Tensor) -> torch.Tensor:
    """The values on the device of `like`, without waiting for it."""
    tensor = torch.from_numpy(np.ascontiguousarray(values))
    if like.device.type == "cuda":
        return tensor.pin_memory().to(like.device, non_blocking=True)
    return tensor.to(like.device)


def only(
    chosen: NDArray[np.bool_],
    pictures: torch.Tensor,
    change: Callable[[torch.Tensor, NDArray[np.int64]], torch.Tensor],
) -> torch.Tensor:
    """The pictures, of which the chosen ones are changed: `change` gets those and their rows."""
    rows = np.flatnonzero(chosen)
    if not len(rows):
        return pictures
    if len(rows) == len(chosen):
        return change(pictures, rows)
    index = on_device(rows, pictures)
    changed = change(taken(pictures, index), rows)
    whole = as_float(pictures) if changed.is_floating_point() else pictures.clone()
    whole.permute(0, 2, 3, 1).index_copy_(0, index, changed.permute(0, 2, 3, 1))
    return whole
