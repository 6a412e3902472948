"""A compiled network trains as one that is not; where it cannot be compiled, that is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch
from real_data import class_table

from netwright.interfaces.documents import Event, Network, Recipe, Started, Warned
from netwright.layers import builder
from netwright.training import Run, fit
from netwright.training.checkpoint import read_weights
from netwright.training.compiling import why_not_compiled

RECIPE = Recipe(epochs=3, batch_size=32)


def network() -> Network:
    hidden = builder.relu(builder.linear(builder.input("row", (13,)), 8))
    return builder.network(logits=builder.linear(hidden, 3))


def trained(recipe: Recipe, runs: Path) -> tuple[Run, list[Event]]:
    events: list[Event] = []
    return fit(network(), class_table("wine"), recipe, runs=runs, listeners=[events.append]), events


@pytest.mark.skipif(
    why_not_compiled(torch.device("cpu")) is not None, reason="there is no C++ compiler"
)
def test_a_compiled_network_comes_to_the_same_weights(tmp_path: Path) -> None:
    plain, _ = trained(RECIPE, tmp_path)
    run, events = trained(RECIPE.model_copy(update={"compile": True}), tmp_path)
    (started,) = (event for event in events if isinstance(event, Started))
    assert "kernels: compiled in the first step, as asked" in started.choices
    weights, expected = read_weights(run.last_checkpoint), read_weights(plain.last_checkpoint)
    assert weights.keys() == expected.keys()
    for name, value in weights.items():
        torch.testing.assert_close(value, expected[name], atol=1e-4, rtol=1e-4)
    assert run.model.exists()


def test_without_a_compiler_it_trains_all_the_same_and_says_so(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    run, events = trained(RECIPE.model_copy(update={"compile": True}), tmp_path)
    (warning,) = (event for event in events if isinstance(event, Warned))
    assert warning.message == (
        "the network is not compiled: torch.compile needs a C++ compiler, and there is none."
    )
    assert warning.fix == "set compile=false."
    assert run.model.exists()
