"""Going on with a text, token after token."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import TextPreprocessing
from netwright.interfaces.errors import DataError, UsageError
from netwright.interfaces.tokens import fit_length, text_to_tokens, tokens_to_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

Run = Callable[["NDArray[np.int64]"], "NDArray[np.float32]"]
"""Runs the graph: float32 [length,tokens], probabilities, of tokens int64 [length]."""


def continuation(
    run: Run, model: Model, prompt: str, count: int, temperature: float, seed: int | None
) -> Iterator[str]:
    """What `Predictor.continue_text` gives; arguments are checked at once, not when it is read."""
    preprocessing = of_texts(model)
    if count < 1:
        raise UsageError(f"tokens is a number from 1, but {count} came.", fix="leave it out.")
    if not 0 <= temperature < np.inf:
        raise UsageError(
            f"temperature is a number from 0, but {temperature} came.", fix="leave it out."
        )
    tokens = text_to_tokens(prompt, preprocessing)
    if not tokens.size:
        raise DataError(
            "the prompt is empty: there is nothing to go on from.",
            fix="give at least one character.",
        )
    random = np.random.default_rng(seed)
    return _as_text(_drawn(run, preprocessing, tokens, count, temperature, random), preprocessing)


def of_texts(model: Model) -> TextPreprocessing:
    """How a model that goes on with texts reads them. Raises UsageError for another model."""
    preprocessing = model.preprocessing
    if model.task != "next_token" or not isinstance(preprocessing, TextPreprocessing):
        raise UsageError(
            f"this model does {model.task}: it does not go on with texts.",
            fix="give a model that was trained to do next_token.",
        )
    return preprocessing


def _drawn(
    run: Run,
    preprocessing: TextPreprocessing,
    tokens: NDArray[np.int64],
    count: int,
    temperature: float,
    random: np.random.Generator,
) -> Iterator[int]:
    for _ in range(count):
        tokens = tokens[-preprocessing.length :]
        probabilities = run(fit_length(tokens, preprocessing))[len(tokens) - 1]
        token = _choose(probabilities, temperature, random)
        yield token
        tokens = np.append(tokens, token)


def _choose(
    probabilities: NDArray[np.float32], temperature: float, random: np.random.Generator
) -> int:
    """One of the tokens, the first of which stands for nothing and is never chosen."""
    known = probabilities[1:].astype(np.float64)
    if temperature == 0:
        return 1 + int(known.argmax())
    with np.errstate(divide="ignore"):  # What has no probability gets none.
        scores = np.log(known) / temperature
    shares = np.exp(scores - scores.max())
    return 1 + int(random.choice(len(shares), p=shares / shares.sum()))


def _as_text(tokens: Iterable[int], preprocessing: TextPreprocessing) -> Iterator[str]:
    if preprocessing.unit == "character":
        for token in tokens:
            yield tokens_to_text(np.array([token]), preprocessing)
        return
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for token in tokens:
        if piece := decoder.decode(bytes([token - 1])):
            yield piece
    if rest := decoder.decode(b"", final=True):
        yield rest
