"""Event files for TensorBoard: losses and metrics by epoch, the loss within epochs by step."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from netwright.interfaces.documents import Ended, EpochEnded, Event, Started, Stepped, Warned
from netwright.interfaces.errors import UsageError

FOLDER = "tensorboard"


class TensorBoard:
    """A listener that writes to ``tensorboard/`` in the run's folder.

    Look at them with ``tensorboard --logdir runs``.

    A run that is gone on with gets one more, which TensorBoard shows as one with the first.

    Args:
        runs: The folder that the run's folder is in.
        instead: What else can be done where the package is not there, for the error.

    Raises:
        UsageError: The package tensorboard is not installed.
    """

    def __init__(self, runs: Path, instead: str = "leave --tensorboard out") -> None:
        if importlib.util.find_spec("tensorboard") is None:
            raise UsageError(
                "event files for TensorBoard need the package tensorboard.",
                fix=f'pip install "netwright-training[tensorboard]", or {instead}.',
            )
        self._runs, self._steps = runs, 0
        self._writer: Any = None
        self._early: list[Warned] = []

    def __call__(self, event: Event) -> None:
        """Write the event."""
        if isinstance(event, Started):
            self._open(event)
        elif isinstance(event, Warned):
            self._warn(event)
        elif self._writer is not None:
            self._write(event)

    def _open(self, event: Started) -> None:
        from torch.utils.tensorboard import SummaryWriter

        self._steps = event.steps_per_epoch
        self._writer = SummaryWriter(str(self._runs / event.run / FOLDER))
        self._writer.add_text("run", "  \n".join(event.choices))
        for warning in self._early:
            self._warn(warning)

    def _warn(self, event: Warned) -> None:
        if self._writer is None:
            self._early.append(event)
        else:
            self._writer.add_text("warnings", f"{event.message}  \nfix: {event.fix}")

    def _write(self, event: Event) -> None:
        if isinstance(event, Stepped):
            step = (event.epoch - 1) * self._steps + event.step
            self._writer.add_scalar("loss/step", event.loss, step)
        elif isinstance(event, EpochEnded):
            for name, value in event.metrics.items():
                side, _, metric = name.partition("_")
                self._writer.add_scalar(f"{metric}/{side}", value, event.epoch)
            self._writer.add_scalar("learning_rate", event.learning_rate, event.epoch)
            self._writer.flush()
        elif isinstance(event, Ended):
            self._writer.close()
            self._writer = None
