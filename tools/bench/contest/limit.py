"""The limit: a loop written for one network and one machine, that does nothing but train.

All samples are in memory, batches are gathered there, convolutions have their channels where they
are fastest, the optimizer is one kernel, freed memory is kept, and nothing is written or told.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

from bench.contest.cases import Case
from netwright.training.allocator import freed_memory_is_kept


def train(case: Case, precision: str, turn: Callable[[], None], folder: Path) -> None:
    """Train as fast as can be."""
    inputs, targets, val_inputs, val_targets = case.tensors()
    module = case.module()
    if case.channels_last:
        module = module.to(memory_format=torch.channels_last)
    # Norms and biases do not decay, as in everybody's recipe.
    parts = [[p for p in module.parameters() if (p.ndim > 1) is decays] for decays in (True, False)]
    groups = [{"params": part, "weight_decay": d} for part, d in zip(parts, (1e-2, 0), strict=True)]
    optimizer = torch.optim.AdamW(groups, lr=3e-3, fused=True)
    half = torch.autocast("cpu", torch.bfloat16, enabled=precision == "bf16")
    with freed_memory_is_kept():
        while True:
            turn()
            module.train()
            for rows in torch.randperm(len(inputs)).split(case.batch_size):
                optimizer.zero_grad(set_to_none=True)
                with half:
                    (logits,) = module(case.as_input(inputs.index_select(0, rows))).values()
                loss = nn.functional.cross_entropy(logits.float(), targets.index_select(0, rows))
                loss.backward()
                optimizer.step()
            validate(case, module, val_inputs, val_targets)


@torch.no_grad()
def validate(
    case: Case, module: nn.Module, inputs: torch.Tensor, targets: torch.Tensor
) -> tuple[float, float]:
    """Gives the loss and the share of right answers."""
    module.eval()
    loss, right = torch.zeros(()), torch.zeros((), dtype=torch.int64)
    pairs = zip(inputs.split(case.batch_size), targets.split(case.batch_size), strict=True)
    for some, wanted in pairs:
        (logits,) = module(case.as_input(some)).values()
        loss += nn.functional.cross_entropy(logits, wanted, reduction="sum")
        right += (logits.argmax(dim=1) == wanted).sum()
    return loss.item() / len(targets), right.item() / len(targets)
