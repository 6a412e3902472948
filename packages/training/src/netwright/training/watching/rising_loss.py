"""A learning rate that is too high: the loss rises far above where it began."""

from __future__ import annotations

from collections.abc import Iterator

from netwright.interfaces.documents import EpochEnded, Event, Stepped, Warned

_EPOCHS = 3


class RisingLoss:
    """Compares the loss of the first epochs with that of the first step.

    Attributes:
        start: The loss of the first step, once it is known.
    """

    def __init__(self, learning_rate: float) -> None:
        self._rate, self._told = learning_rate, False
        self.start: float | None = None

    def __call__(self, event: Event) -> Iterator[Warned]:
        """What to tell after an event."""
        if self._told or self.start is None:
            return
        if isinstance(event, Stepped) and event.epoch <= _EPOCHS:
            # One batch's loss: it has to be far off.
            if event.loss > 5 * self.start + 5:
                yield self._warned(event.loss, f"in epoch {event.epoch}")
        elif isinstance(event, EpochEnded) and event.epoch <= _EPOCHS:
            loss = event.metrics["train_loss"]
            if loss > 2 * self.start + 0.5:
                yield self._warned(loss, f"on average in epoch {event.epoch}")

    def _warned(self, loss: float, when: str) -> Warned:
        self._told = True
        return Warned(
            message=f"the loss began at {self.start:.3g} and is {loss:.3g} {when}: the learning "
            f"rate {self._rate:g} is too high.",
            fix=f"stop, and train with --learning-rate {self._rate / 10:.3g}.",
        )
