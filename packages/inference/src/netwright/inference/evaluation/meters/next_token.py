"""The token that follows, at every place of a text."""

from __future__ import annotations

import math

from netwright.inference.evaluation.batches import Batch
from netwright.inference.evaluation.meters.scores import cross_entropy

_MOST_NATS = 700.0
"""A float holds no exponential of more."""


class NextTokenMeter:
    """Loss (cross-entropy), perplexity and the share of tokens that were foretold."""

    def __init__(self) -> None:
        self._nats = self._hits = self._tokens = 0.0

    def update(self, batch: Batch) -> None:
        """Take in a batch of tokens [B,length]; what follows the last one is not known."""
        assert batch.logits is not None
        logits, true = batch.logits[:, :-1], batch.inputs[:, 1:]
        counts = true != 0
        self._nats += float(cross_entropy(logits, true, axis=2)[counts].sum())
        self._hits += float((counts & (logits.argmax(axis=2) == true)).sum())
        self._tokens += float(counts.sum())

    def metrics(self) -> dict[str, float]:
        """`loss`, `perplexity` and `accuracy`."""
        nats, accuracy = (part / max(self._tokens, 1.0) for part in (self._nats, self._hits))
        return {
            "loss": nats,
            "perplexity": math.exp(min(nats, _MOST_NATS)),
            "accuracy": accuracy,
        }
