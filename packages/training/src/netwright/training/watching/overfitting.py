"""Over-fitting: what is trained on goes better, what is held out goes worse."""

from __future__ import annotations

from collections.abc import Iterator

from netwright.interfaces.documents import EpochEnded, Warned

_EPOCHS = 5
_RISE = 1.1


class Overfitting:
    """Hears of each epoch; tells once."""

    def __init__(self) -> None:
        self._best: EpochEnded | None = None
        self._told = False

    def __call__(self, event: EpochEnded) -> Iterator[Warned]:
        """What to tell after an epoch."""
        loss = event.metrics["val_loss"]
        if self._best is None or loss < self._best.metrics["val_loss"]:
            self._best = event
            return
        best = self._best.metrics
        rises = event.epoch - self._best.epoch >= _EPOCHS and loss > _RISE * best["val_loss"]
        if rises and event.metrics["train_loss"] < best["train_loss"] and not self._told:
            self._told = True
            yield _warned(self._best, event)


def _warned(best: EpochEnded, now: EpochEnded) -> Warned:
    return Warned(
        message=f"it over-fits: since epoch {best.epoch} the loss of what is held out rose from "
        f"{best.metrics['val_loss']:.3g} to {now.metrics['val_loss']:.3g}, while that of training "
        f"fell from {best.metrics['train_loss']:.3g} to {now.metrics['train_loss']:.3g}.",
        fix="the best epoch is kept, so stop whenever you like; more data, augmentation, Dropout "
        "or --set optimizer.weight_decay=0.1 help, and --set early_stopping.patience=5 stops by "
        "itself.",
    )
