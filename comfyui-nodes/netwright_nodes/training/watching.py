"""A run as it goes on, as a bar and a line of text on the node."""

from __future__ import annotations

from netwright.interfaces.documents import EpochEnded, Event, Started, Stepped

from ..comfyui import ProgressBar, tell


class NodeView:
    """A listener of a run.

    Args:
        unique_id: The node's id.
    """

    def __init__(self, unique_id: str) -> None:
        self._bar, self._node = ProgressBar(1, node_id=unique_id), unique_id
        self._steps, self._epochs = 1, 1

    def __call__(self, event: Event) -> None:
        if isinstance(event, Started):
            self._steps, self._epochs = event.steps_per_epoch, event.epochs
        elif isinstance(event, Stepped):
            self._show((event.epoch - 1) * self._steps + event.step)
        elif isinstance(event, EpochEnded):
            self._show(event.epoch * self._steps)
            figures = ", ".join(f"{name} {value:.4g}" for name, value in event.metrics.items())
            tell(f"epoch {event.epoch} of {self._epochs}: {figures}", self._node)

    def _show(self, done: int) -> None:
        self._bar.update_absolute(done, self._steps * self._epochs)
