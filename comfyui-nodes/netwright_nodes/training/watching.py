"""A run as it goes on, on its node: a bar, a line of text with the time left, and its curves."""

from __future__ import annotations

import time

from PIL import Image

from netwright.interfaces.documents import Ended, EpochEnded, Event, Started, Stepped, Warned
from netwright.interfaces.metrics.words import in_words, written
from netwright.training.commands.written import duration
from netwright.training.headlines import headlines
from netwright.training.views.course import Course

from ..comfyui import Interrupted, ProgressBar, is_interrupted, tell
from .live_curves import live_curves

_SECONDS_BETWEEN_PICTURES = 1.0
_SECONDS_BETWEEN_TEXTS = 0.5


class NodeView:
    """A listener of a run, and what tells it to stop.

    Args:
        unique_id: The node's id.

    Attributes:
        cancelled: Whether the person has pressed cancel since training began.
    """

    def __init__(self, unique_id: str) -> None:
        self._bar, self._node = ProgressBar(1, node_id=unique_id), unique_id
        self._course: Course | None = None
        self._picture_at = self._text_at = 0.0
        self.cancelled = False

    def should_stop(self) -> bool:
        """Whether training is to end with its work kept."""
        self.cancelled = self.cancelled or is_interrupted()
        return self.cancelled

    def __call__(self, event: Event) -> None:
        if isinstance(event, Started):
            self._course = Course(event)
        if self._course is None:
            return
        self._course.note(event)
        if isinstance(event, (Stepped, EpochEnded)):
            self._show(self._course, at_once=isinstance(event, EpochEnded))
        elif isinstance(event, Warned):
            tell(f"{event.message} fix: {event.fix}", self._node)
        elif isinstance(event, Ended):
            self._update(self._course, _picture(self._course))
            tell(_ending(event), self._node)

    def _show(self, course: Course, *, at_once: bool) -> None:
        now, picture = time.monotonic(), None
        if at_once and now - self._picture_at >= _SECONDS_BETWEEN_PICTURES:
            self._picture_at, picture = now, _picture(course)
        self._update(course, picture)
        if at_once or now - self._text_at >= _SECONDS_BETWEEN_TEXTS:
            self._text_at = now
            tell(_line(course), self._node)

    def _update(self, course: Course, picture: object) -> None:
        steps = course.start.steps_per_epoch
        done = round(course.epochs_done * steps)
        try:
            self._bar.update_absolute(done, course.start.epochs * steps, picture)
        except Interrupted:
            # ComfyUI ends a node by an error in its bar, and forgets that cancel was pressed.
            # Training is to end by itself, so that what was learnt is kept.
            self.cancelled = True


def _picture(course: Course) -> tuple[str, Image.Image, int | None]:
    """As ComfyUI takes it: the format to send it in, the picture, and its largest side."""
    return "JPEG", live_curves(course), None


def _line(course: Course) -> str:
    left = course.seconds_left()
    parts = [
        f"epoch {min(int(course.epochs_done) + 1, course.start.epochs)} of {course.start.epochs}"
    ]
    if left is not None and left > 0:
        parts.append(f"{duration(left)} left")
    if course.loss is not None:
        parts.append(f"loss {course.loss:.4g}")
    if course.values:
        parts.append(
            f"{in_words(course.headline)} {written(course.headline, course.values[-1][1])}"
        )
    return ", ".join(parts)


def _ending(event: Ended) -> str:
    best = ", ".join(
        f"{in_words(n)} {written(n, v)}" for n, v in headlines(event.best_metrics).items()
    )
    found = f" Best: epoch {event.best_epoch}, {best}." if best else ""
    return f"{event.reason} after {event.epochs} epochs.{found} Exporting."
