"""Lightning with a DataLoader, as its guide writes it, its bar and its files left out."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lightning
import torch
from torch import nn

from bench.contest.cases import Case
from bench.contest.dataloader import loaders


class _Classifier(lightning.LightningModule):
    def __init__(self, module: nn.Module) -> None:
        super().__init__()
        self.module = module

    def training_step(self, batch: Any, index: int) -> torch.Tensor:
        """The loss of a batch."""
        loss, _ = self._judge(batch)
        self.log("train_loss", loss)
        return loss

    def validation_step(self, batch: Any, index: int) -> None:
        """Loss and accuracy of a batch."""
        loss, accuracy = self._judge(batch)
        self.log_dict({"val_loss": loss, "val_accuracy": accuracy})

    def configure_optimizers(self) -> torch.optim.Optimizer:
        """The same as everybody's."""
        return torch.optim.AdamW(self.parameters(), lr=3e-3)

    def _judge(self, batch: Any) -> tuple[torch.Tensor, torch.Tensor]:
        inputs, targets = batch
        (logits,) = self.module(inputs).values()
        right = (logits.argmax(dim=1) == targets).float().mean()
        return nn.functional.cross_entropy(logits, targets), right


class _Turn(lightning.Callback):
    def __init__(self, turn: Callable[[], None]) -> None:
        self._turn = turn

    def on_train_epoch_start(self, *arguments: Any) -> None:
        """The epoch before is over with its validation, and the next one has not begun."""
        self._turn()


def train(case: Case, precision: str, turn: Callable[[], None], folder: Path) -> None:
    """Train as `Trainer.fit` does."""
    warnings.simplefilter("ignore")
    logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)
    train_loader, val_loader = loaders(case)
    trainer = lightning.Trainer(
        max_epochs=1000,
        accelerator="cpu",
        logger=False,
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
        num_sanity_val_steps=0,
        callbacks=[_Turn(turn)],
    )
    trainer.fit(_Classifier(case.module()), train_loader, val_loader)
