"""A run as it goes on, on its node: a bar, a line of text with the time left, and its curves.

Text and curves are for pages without Netwright's own view, such as those of other programs that
ask ComfyUI: where a page of ours watches the run it draws them itself, and better.
"""

from __future__ import annotations

import time

from netwright.interfaces.documents import Ended, EpochEnded, Event, Started, Stepped, Warned
from netwright.interfaces.metrics.words import in_words, written
from netwright.training.commands.written import duration
from netwright.training.headlines import headlines
from netwright.training.views.course import Course

from ..comfyui import Interrupted, ProgressBar, is_interrupted, tell
from .discarding import Discarded
from .live_curves import live_curves
from .trainings import Training

_SECONDS_BETWEEN_PICTURES = 1.0
_SECONDS_BETWEEN_TEXTS = 0.5


class NodeView:
    """A listener of a run, and what tells it to stop.

    Args:
        training: The training on its node, which it keeps up to date.

    Attributes:
        cancelled: Whether the person has pressed cancel since training began.
    """

    def __init__(self, training: Training) -> None:
        self._training = training
        self._bar = ProgressBar(1, node_id=training.node)
        self._course: Course | None = None
        self._picture_at = self._shown_at = 0.0
        self.cancelled = False

    def should_stop(self) -> bool:
        """Whether training is to end with its work kept. Raises Discarded where it is not."""
        if self._training.wish == "discard":
            raise Discarded
        self.cancelled = self.cancelled or is_interrupted()
        return self.cancelled or self._training.wish == "keep"

    def __call__(self, event: Event) -> None:
        if isinstance(event, Started):
            self._course = Course(event)
            self._training.change("training", event.run)
        if self._course is None:
            return
        self._course.note(event)
        if isinstance(event, (Stepped, EpochEnded)):
            self._show(self._course)
        elif isinstance(event, Warned):
            self._tell(f"{event.message} fix: {event.fix}")
        elif isinstance(event, Ended):
            self._update(self._course, self._picture(self._course))
            self._tell(_ending(event))
            self._training.change("exporting")

    def _show(self, course: Course) -> None:
        """A few times a second, which a person cannot tell from always; and at the last epoch."""
        now, picture = time.monotonic(), None
        is_last = course.epochs_done >= course.start.epochs
        if now - self._shown_at < _SECONDS_BETWEEN_TEXTS and not is_last:
            return
        self._shown_at = now
        if course.values and now - self._picture_at >= _SECONDS_BETWEEN_PICTURES:
            self._picture_at, picture = now, self._picture(course)
        self._update(course, picture)
        self._tell(_line(course))

    def _tell(self, text: str) -> None:
        if not self._training.watched:
            tell(text, self._training.node)

    def _picture(self, course: Course) -> object:
        """As ComfyUI takes it: the format to send it in, the picture, and its largest side."""
        return None if self._training.watched else ("JPEG", live_curves(course), None)

    def _update(self, course: Course, picture: object) -> None:
        steps = course.start.steps_per_epoch
        done = round(course.epochs_done * steps)
        try:
            self._bar.update_absolute(done, course.start.epochs * steps, picture)
        except Interrupted:
            # ComfyUI ends a node by an error in its bar, and forgets that cancel was pressed.
            # Training is to end by itself, so that what was learnt is kept.
            self.cancelled = True


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
