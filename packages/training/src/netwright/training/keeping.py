"""When checkpoints are written: often enough to lose little, so seldom that it costs little."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable

import torch

from netwright.interfaces.documents import CheckpointWritten, Event
from netwright.training.checkpoint import Progress, write_checkpoint
from netwright.training.finite import is_finite
from netwright.training.run import Run
from netwright.training.state import State

_SHARE_OF_TIME = 1 / 100
"""Writing takes no more than this."""
_SECONDS_WITHIN_EPOCHS = 120
"""An epoch that takes longer than this has checkpoints within it."""


class Keeper:
    """Writes the checkpoints of a run.

    The best weights are set aside in memory when they are found, and written together with the
    last ones, so that both files are of one moment.

    Args:
        run: Where they go.
        state: What they hold.
        emit: Told of each.
        writes: Whether this process is the one that writes; else nothing is done.
    """

    def __init__(
        self, run: Run, state: State, emit: Callable[[Event], None], writes: bool = True
    ) -> None:
        self._run, self._state, self._emit, self._writes = run, state, emit, writes
        self._best: tuple[dict[str, torch.Tensor], Progress] | None = None
        self._written = time.perf_counter()
        self._cost = 0.0
        self._at: tuple[int, int] | None = None

    def note_best(self) -> None:
        """Set the present weights aside as the best ones."""
        if not self._writes:
            return
        weights = self._state.exported.state_dict()
        own = {name: value.detach().clone() for name, value in weights.items()}
        # As it is now and not when it is written, which is a matter of time.
        self._best = own, copy.deepcopy(self._state.progress)

    def after_step(self) -> None:
        """Write if the epoch goes on for long."""
        if time.perf_counter() - self._written > max(_SECONDS_WITHIN_EPOCHS, self._least()):
            self.write()

    def after_epoch(self) -> None:
        """Write unless that was done a moment ago."""
        if time.perf_counter() - self._written > self._least():
            self.write()

    def write(self) -> None:
        """Write what training is at, unless it is written already.

        A state that is no longer finite never replaces a good one; the best weights are written.
        """
        began, progress, best = time.perf_counter(), self._state.progress, self._best
        if not self._writes or self._at == (progress.epoch, progress.step):
            return
        if best is not None:
            write_checkpoint(self._run.best_checkpoint, *best)
            self._best = None
        tensors = self._state.tensors()
        if not is_finite(tensors.values()):
            return
        write_checkpoint(self._run.last_checkpoint, tensors, progress)
        self._written = time.perf_counter()
        self._cost, self._at = self._written - began, (progress.epoch, progress.step)
        path = str(self._run.last_checkpoint)
        self._emit(CheckpointWritten(epoch=progress.epoch, path=path, best=best is not None))

    def _least(self) -> float:
        return self._cost / _SHARE_OF_TIME
