"""A recipe's augmentation, applied to whole batches where they are."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from netwright.data.augmentation.batch import Batch, is_masks, is_pictures, joined, pieces
from netwright.data.augmentation.draws import Draws
from netwright.data.augmentation.mixing import soft_labels
from netwright.data.augmentation.philox import uniforms
from netwright.data.augmentation.steps import Step, steps_of
from netwright.interfaces.documents.augmentation import AnyAugmentation, CutMix, MixUp
from netwright.interfaces.errors import UsageError


class Augmentation:
    """Varies samples: what happens to one follows from seed, epoch and sample alone.

    It does not depend on the device, on what was drawn before, or on the batch that a sample is in;
    but MixUp and CutMix find a sample's partner in its batch. Nothing waits for the device.

    Targets are told apart by their axes. Geometric parts move masks [N,H,W] and pictures [N,H,W,C]
    with the inputs, of whatever size they are; colours change target pictures like the inputs;
    blur, noise and erasing change the inputs alone, for a filter to undo.

    Args:
        parts: What is done, in this order. Geometric parts that follow each other are one
            resampling, and parts that only flip and shift keep every pixel exactly.
        seed: From 0 to 2**63 - 1.
        classes: How many there are, where MixUp or CutMix make soft labels of class indices.
    """

    def __init__(
        self, parts: Sequence[AnyAugmentation], *, seed: int, classes: int | None = None
    ) -> None:
        self._seed, self._classes = seed, classes
        self._steps = steps_of(parts, seed)
        self._blends = any(isinstance(part, MixUp) for part in parts)
        self._mixes = self._blends or any(isinstance(part, CutMix) for part in parts)

    def __call__(
        self,
        batch: tuple[torch.Tensor, torch.Tensor | None],
        *,
        epoch: int,
        indices: NDArray[np.int64],
        occurrences: NDArray[np.int64] | None = None,
    ) -> tuple[torch.Tensor, torch.Tensor | None]:
        """The batch augmented; no tensor of it is changed.

        Args:
            batch: Inputs uint8 [N,H,W,C], and targets: class indices int64 [N], numbers [N,K],
                masks [N,H,W] of whole numbers, pictures uint8 [N,H,W,C], or None.
            epoch: Its number.
            indices: int64 [N], on the CPU: the samples' numbers in the data set.
            occurrences: int64 [N]: how often each sample came before in this epoch, so that one
                that is drawn twice varies. By default it did not.

        Returns:
            The inputs, uint8 [N,H,W,C], and the targets of their own kind. Under MixUp and CutMix
            class indices become shares, float32 [N,classes], and numbers become float32.

        Raises:
            UsageError: A part cannot do with targets of this kind.
        """
        if not self._steps:
            return batch
        # ComfyUI calls in inference mode, whose tensors can never take part in training.
        with (
            torch.inference_mode(False),
            torch.no_grad(),
            torch.autocast(batch[0].device.type, enabled=False),
        ):
            targets = batch[1]
            if targets is None:  # A column of numbers goes along instead, and is forgotten.
                targets = torch.zeros(len(indices), 1, device=batch[0].device)
            state = Batch(_channels_first(batch[0]), self._prepared(targets))
            seen = np.zeros_like(indices) if occurrences is None else occurrences
            for mixes, steps in itertools.groupby(self._steps, key=lambda step: step.mixes):
                drawn = [(step, self._draws(step, epoch, indices, seen)) for step in steps]
                parts = [slice(None)] if mixes else pieces(state.inputs)
                state = joined([_taken(state.rows(rows), drawn, rows) for rows in parts])
            inputs = _channels_last(state.inputs)
            return inputs, None if batch[1] is None else _channels_last(state.targets)

    def _draws(
        self,
        step: Step,
        epoch: int,
        indices: NDArray[np.int64],
        occurrences: NDArray[np.int64],
    ) -> list[Draws]:
        return [
            uniforms(self._seed, epoch, indices, occurrences, place, count)
            for place, count in step.draws
        ]

    def _prepared(self, targets: torch.Tensor) -> torch.Tensor:
        if not self._mixes:
            return _channels_first(targets)
        if is_masks(targets) and self._blends:
            raise UsageError(
                "MixUp blends two targets, but masks hold classes, which have no mean.",
                fix="use CutMix instead of MixUp for masks.",
            )
        return _channels_first(soft_labels(targets, self._classes))


def _taken(batch: Batch, drawn: Sequence[tuple[Step, Sequence[Draws]]], rows: slice) -> Batch:
    """Some rows of a batch after all steps."""
    for step, draws in drawn:
        batch = step.run(batch, [numbers[rows] for numbers in draws])
    return batch


def _channels_first(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.permute(0, 3, 1, 2) if is_pictures(tensor) else tensor


def _channels_last(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.permute(0, 2, 3, 1).contiguous() if is_pictures(tensor) else tensor
