"""From a table's rows to what a network takes."""

from __future__ import annotations

import torch
from torch import nn

from netwright.interfaces.documents import NumberColumn, TablePreprocessing


class EncodeRows(nn.Module):
    """float32 [N,columns], NaN in gaps, to float32 [N,F], with no gaps.

    Numbers are filled and scaled; a category becomes one value a word, 1 where the word stands,
    and all 0 in a gap and for a word that training never saw.
    """

    source: torch.Tensor
    is_number: torch.Tensor
    fill: torch.Tensor
    mean: torch.Tensor
    std: torch.Tensor
    word: torch.Tensor

    def __init__(self, preprocessing: TablePreprocessing) -> None:
        super().__init__()
        self.only_numbers = all(isinstance(c, NumberColumn) for c in preprocessing.columns)
        source, is_number, fill, mean, std, word = zip(*_features(preprocessing), strict=True)
        self.features = len(source)
        self.register_buffer("source", torch.tensor(source))
        self.register_buffer("is_number", torch.tensor(is_number))
        for name, values in {"fill": fill, "mean": mean, "std": std, "word": word}.items():
            self.register_buffer(name, torch.tensor(values, dtype=torch.float32))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """The encoded rows."""
        # A step of a small network takes less than a millisecond: each operation is seen in it.
        values = rows if self.only_numbers else rows.index_select(1, self.source)
        numbers = (torch.where(torch.isnan(values), self.fill, values) - self.mean) / self.std
        if self.only_numbers:
            return numbers
        return torch.where(self.is_number, numbers, (values == self.word).to(torch.float32))


_Feature = tuple[int, bool, float, float, float, float]


def _features(preprocessing: TablePreprocessing) -> list[_Feature]:
    """For each value that the network takes: column, whether a number, fill, mean, std, word."""
    features: list[_Feature] = []
    for index, column in enumerate(preprocessing.columns):
        if isinstance(column, NumberColumn):
            features.append((index, True, column.fill, column.mean, column.std, 0.0))
        else:
            features += [(index, False, 0.0, 0.0, 1.0, word) for word in range(column.width)]
    return features
