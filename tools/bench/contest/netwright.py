"""Netwright's own training, by the function that `fit` calls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch

from bench.contest.cases import Case
from netwright.interfaces.documents import ConstantSchedule, EpochEnded, Event, Recipe, Started
from netwright.training import Run
from netwright.training.journal import Journal
from netwright.training.precision import choose_precision
from netwright.training.session import hold_session
from netwright.training.surroundings import own_surroundings


def train(case: Case, precision: str, turn: Callable[[], None], folder: Path) -> None:
    """Train with a run folder, events and checkpoints, as always."""
    recipe = Recipe.from_dict(
        {"epochs": 1000, "batch_size": case.batch_size, "precision": precision}
    )
    recipe = recipe.model_copy(update={"schedule": ConstantSchedule()})
    run = Run.create(folder, "run", case.network, case.data.document, recipe)
    journal = Journal(run)

    def listen(event: Event) -> None:
        journal(event)
        if isinstance(event, Started | EpochEnded):
            turn()

    chosen = choose_precision(recipe, torch.device("cpu"))
    with own_surroundings(recipe.seed, chosen, recipe.deterministic):
        module = case.module().to(chosen.device)
        hold_session(run, module, case.data, recipe, chosen, listen, lambda: False)
