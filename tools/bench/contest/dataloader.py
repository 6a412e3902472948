"""A plain loop over a DataLoader, as torch's tutorials write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from bench.contest.cases import Case


def loaders(case: Case) -> tuple[DataLoader, DataLoader]:
    """Of the training samples, shuffled, and of the validation samples; float32 as people have."""
    inputs, targets, val_inputs, val_targets = case.tensors()
    train, val = (case.as_input(each).contiguous() for each in (inputs, val_inputs))
    return (
        DataLoader(TensorDataset(train, targets), batch_size=case.batch_size, shuffle=True),
        DataLoader(TensorDataset(val, val_targets), batch_size=case.batch_size),
    )


def train(case: Case, precision: str, turn: Callable[[], None], folder: Path) -> None:
    """Train without any haste."""
    train_loader, val_loader = loaders(case)
    module = case.module()
    optimizer = torch.optim.AdamW(module.parameters(), lr=3e-3)
    while True:
        turn()
        module.train()
        for inputs, targets in train_loader:
            optimizer.zero_grad()
            (logits,) = module(inputs).values()
            loss = nn.functional.cross_entropy(logits, targets)
            loss.backward()
            optimizer.step()
        _validate(module, val_loader)


@torch.no_grad()
def _validate(module: nn.Module, loader: DataLoader) -> tuple[float, int]:
    module.eval()
    loss, right = 0.0, 0
    for inputs, targets in loader:
        (logits,) = module(inputs).values()
        loss += nn.functional.cross_entropy(logits, targets, reduction="sum").item()
        right += int((logits.argmax(dim=1) == targets).sum())
    return loss, right
