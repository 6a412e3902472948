"""What a person is told of a run: what it was trained on and with, how it went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from netwright.interfaces.documents import Recipe
from netwright.training.commands.written import best_in_words, duration, moment
from netwright.training.differences import flat
from netwright.training.past import Past


def facts_in_words(past: Past) -> str:
    """A line for each fact."""
    return "\n".join(f"{name:<11}{value}" for name, value in facts_of(past))


def facts_of(past: Past) -> Iterator[tuple[str, str]]:
    """What it is about and the value, a line each; a line that goes on has no name."""
    run, start, dataset = past.run, past.start, past.dataset
    yield "run", str(run.folder)
    yield "state", _state(past)
    yield "task", dataset.task.replace("_", " ")
    samples = "" if start is None else f", {start.train_samples:,} + {start.val_samples:,} samples"
    yield "data", f"{dataset.source.path} ({dataset.preprocessing.kind}{samples})"
    size = "" if start is None else f", {start.parameters:,} parameters"
    yield "network", f"{run.network.name}{size}"
    for name, value in asked(past).items():
        yield "recipe" if name == next(iter(asked(past))) else "", f"{name} = {value}"
    if start is not None:
        yield "device", start.device
        for number, choice in enumerate(start.choices):
            yield "" if number else "chosen", choice
        yield "started", moment(start.time)
    yield "took", duration(past.seconds)
    yield "best", best_in_words(past)
    for name, path in (("model", run.model), ("report", run.report)):
        yield name, str(path) if path.exists() else "none"


def asked(past: Past) -> dict[str, Any]:
    """What the recipe says beyond the defaults; `epochs` and `seed` always."""
    said, usual = (flat(recipe.model_dump(mode="json")) for recipe in (past.recipe, Recipe()))
    beyond = {name: value for name, value in said.items() if value != usual.get(name)}
    return {"epochs": past.recipe.epochs, "seed": past.recipe.seed, **beyond}


def _state(past: Past) -> str:
    done = f"{past.state}, {len(past.epochs)} of {past.recipe.epochs} epochs"
    if past.state in ("stopped", "killed"):
        return f"{done}; go on: netwright resume {past.run.folder}"
    return done
