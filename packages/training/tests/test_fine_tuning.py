"""Beginning with the weights of another run."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from netwright.data import Prepared
from netwright.interfaces.documents import Event, Recipe, Warned
from netwright.interfaces.errors import RunError
from netwright.layers import build, builder, default_network
from netwright.training import Run, fit
from netwright.training.checkpoint import read_weights
from netwright.training.fine_tuning import load_fitting


@pytest.mark.parametrize("kind", ["run", "best", "last"])
def test_all_weights_come_from_a_run_of_the_same_network(finished: Run, kind: str) -> None:
    sources = {
        "run": finished.folder,
        "best": finished.best_checkpoint,
        "last": finished.last_checkpoint,
    }
    module = build(default_network((1, 8, 8), 10))
    assert load_fitting(sources[kind], module) is None
    expected = read_weights(sources[kind] if kind != "run" else finished.best_checkpoint)
    assert all(torch.equal(value, expected[name]) for name, value in module.state_dict().items())


def test_a_new_head_begins_anew_and_is_told(finished: Run) -> None:
    module = build(default_network((1, 8, 8), 3))
    before = module.head.weight.clone()
    told = load_fitting(finished.folder, module)
    assert told is not None
    assert told.message.endswith(
        "the others begin anew: head.weight [3, 64], not [10, 64]; head.bias [3], not [10]."
    )
    assert str(finished.best_checkpoint) in told.message
    assert torch.equal(module.head.weight, before)
    given = read_weights(finished.best_checkpoint)
    shared = [name for name in given if not name.startswith("head.")]
    assert all(torch.equal(module.state_dict()[name], given[name]) for name in shared)


def test_a_network_that_nothing_fits_is_refused(finished: Run) -> None:
    x = builder.flatten(builder.input("image", (1, 8, 8)))
    module = build(builder.network(y=builder.linear(x, 2, name="another")))
    with pytest.raises(RunError) as caught:
        load_fitting(finished.folder, module)
    assert caught.value.message == (
        "none of the weights fits the network, neither by name nor by shape."
    )
    assert caught.value.places["file"] == str(finished.best_checkpoint)


def test_fine_tuning_begins_where_the_other_run_ended(
    finished: Run, digits: Prepared, device: str, tmp_path: Path
) -> None:
    still = Recipe.from_dict({"epochs": 1, "optimizer": {"learning_rate": 1e-12}})
    told: list[Event] = []
    run = fit(
        None,
        digits,
        still,
        runs=tmp_path,
        device=device,
        weights_from=finished,
        listeners=[told.append],
    )
    assert run.recipe.weights_from == str(finished.folder.absolute())
    assert not any(isinstance(event, Warned) for event in told)
    before, after = read_weights(finished.best_checkpoint), read_weights(run.best_checkpoint)
    torch.testing.assert_close(after["head.weight"], before["head.weight"], rtol=0, atol=1e-6)


def test_a_source_that_is_not_there_is_refused_before_anything_is_written(
    digits: Prepared, tmp_path: Path
) -> None:
    with pytest.raises(RunError, match="the checkpoint cannot be read"):
        fit(None, digits, Recipe(), runs=tmp_path / "runs", weights_from=tmp_path / "gone")
    assert not (tmp_path / "runs").exists()
