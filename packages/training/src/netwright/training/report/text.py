"""Of texts: how a held-out one goes on."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
import torch

from netwright.interfaces.documents import TextPreprocessing
from netwright.interfaces.page import Section
from netwright.training.report.held_out import HeldOut

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.training.shipping.deployed import Deployed

_MOST_TOKENS = 200
_TEMPERATURE = 0.8


def sections(held_out: HeldOut) -> list[Section]:
    """The part of the page."""
    preprocessing = held_out.model.preprocessing
    assert isinstance(preprocessing, TextPreprocessing)
    text = np.asarray(held_out.samples.inputs[0])
    known = max(1, int((text != 0).sum()) // 2)
    end = min(preprocessing.length, known + _MOST_TOKENS)
    goes_on = continuation(held_out.deployed, text, known, end)
    start, more = (as_text(part, preprocessing) for part in (text[:known], goes_on))
    told = (
        f"<p>Given the first half of a held-out text, drawn token by token at temperature "
        f"{_TEMPERATURE}.</p>\n<pre>{escape(start)}<b>{escape(more)}</b></pre>"
    )
    return [Section("How a text goes on", told)]


def continuation(
    deployed: Deployed, text: NDArray[np.int64], known: int, end: int
) -> NDArray[np.int64]:
    """Tokens `known` to `end`, each drawn after those before it; the same every time.

    Args:
        deployed: Gives logits and probabilities [N,length,tokens].
        text: int64 [length].
        known: How many of its tokens are given, at least 1.
        end: How many there are to be.
    """
    draws = np.random.Generator(np.random.PCG64(0))
    tokens = torch.from_numpy(np.array(text)).unsqueeze(0)
    tokens[:, known:] = 0
    for place in range(known, end):
        with torch.no_grad():
            logits = deployed(tokens)[0][0, place - 1] / _TEMPERATURE
        logits[0] = -torch.inf  # That is no token.
        shares = logits.double().softmax(dim=0).cumsum(dim=0).numpy()
        tokens[0, place] = int(np.searchsorted(shares / shares[-1], draws.random(), side="right"))
    return tokens[0, known:end].numpy()


def as_text(tokens: NDArray[np.int64], preprocessing: TextPreprocessing) -> str:
    """The text that tokens stand for; nothing for 0."""
    there = [int(token) - 1 for token in tokens if token]
    if preprocessing.unit == "byte":
        return bytes(there).decode("utf-8", errors="replace")
    return "".join(preprocessing.vocabulary[index] for index in there)
