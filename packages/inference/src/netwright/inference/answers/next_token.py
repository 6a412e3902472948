"""What a language model says: how a text goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.inputs.reader import Sample
from netwright.interfaces.documents.preprocessing import TextPreprocessing
from netwright.interfaces.tokens import tokens_to_text

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class NextToken:
    """The token that follows one text.

    Attributes:
        path: The text's path as it was given, or None when it came from memory.
        text: The most probable token, as text; a byte that is half a character is ``\\ufffd``.
        probability: Its probability, 0 to 1.
        probabilities: Of every token, float32 [tokens]; the first stands for no known one.
    """

    path: str | None
    text: str
    probability: float
    probabilities: NDArray[np.float32] = field(repr=False)
    _preprocessing: TextPreprocessing = field(repr=False)

    @classmethod
    def of(
        cls, sample: Sample, output: NDArray[np.float32], preprocessing: TextPreprocessing
    ) -> NextToken:
        """The answer that `output`, float32 [length,tokens], makes: what follows the last token."""
        (count,) = sample.size
        probabilities = output[count - 1].copy()
        best = int(probabilities.argmax())
        text = tokens_to_text(np.array([best]), preprocessing)
        return cls(sample.path, text, float(probabilities[best]), probabilities, preprocessing)

    def top(self, k: int = 5) -> list[tuple[str, float]]:
        """The `k` most probable tokens as text, with their probabilities, 0 to 1."""
        order = np.argsort(-self.probabilities, kind="stable")[: max(k, 0)]
        return [
            (tokens_to_text(np.array([token]), self._preprocessing), float(share))
            for token, share in zip(order, self.probabilities[order], strict=True)
        ]

    def to_dict(self, top: int = 5) -> dict[str, Any]:
        """The answer as JSON takes it, with the `top` most probable tokens."""
        return {
            "path": self.path,
            "text": self.text,
            "probability": self.probability,
            "top": [{"text": text, "probability": share} for text, share in self.top(top)],
        }
