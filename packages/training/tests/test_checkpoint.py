from __future__ import annotations

from pathlib import Path

import pytest
import torch

from netwright.interfaces.documents import Recipe
from netwright.interfaces.errors import RunError
from netwright.layers import build, default_network
from netwright.training import Run
from netwright.training.checkpoint import (
    Patience,
    Progress,
    load_weights,
    read_checkpoint,
    read_weights,
    write_checkpoint,
)
from netwright.training.state import State

NETWORK = default_network((1, 8, 8), 3)


def test_weights_come_back_bit_for_bit_with_how_far_they_were(tmp_path: Path) -> None:
    module, other = build(NETWORK), build(NETWORK)
    progress = Progress(
        epoch=4, best_epoch=3, best_metrics={"val_loss": 0.5}, plateau=Patience(0.1, 2)
    )
    write_checkpoint(tmp_path / "a.safetensors", module.state_dict(), progress)
    assert load_weights(tmp_path / "a.safetensors", other) == progress
    for name, value in module.state_dict().items():
        assert torch.equal(other.state_dict()[name], value)


def test_the_whole_state_holds_weights_optimizer_and_random_state(tmp_path: Path) -> None:
    module = build(NETWORK)
    state = State(module, Recipe())
    sum(p.square().sum() for p in module.parameters()).backward()
    state.optimizers[0].step()
    write_checkpoint(tmp_path / "a.safetensors", state.tensors(), Progress(epoch=1))
    tensors, _ = read_checkpoint(tmp_path / "a.safetensors")
    assert torch.equal(tensors["random.cpu"], torch.get_rng_state())
    moments = state.optimizers[0].state_dict()["state"][0]["exp_avg"]
    assert torch.equal(tensors["optimizer.0.0.exp_avg"], moments)
    other = build(NETWORK)
    load_weights(tmp_path / "a.safetensors", other)
    assert torch.equal(other.head.weight, module.head.weight)


def test_the_averaged_weights_are_the_ones_to_use(tmp_path: Path) -> None:
    module = build(NETWORK)
    state = State(module, Recipe(ema_decay=0.9))
    with torch.no_grad():
        module.head.weight.fill_(7)
    write_checkpoint(tmp_path / "a.safetensors", state.tensors(), Progress())
    found = read_weights(tmp_path / "a.safetensors")["head.weight"]
    assert torch.equal(found, state.exported.head.weight)
    assert not torch.equal(found, module.head.weight)


@pytest.mark.parametrize("keep", [0, 5, 500, -1])
def test_a_damaged_checkpoint_is_refused_by_name(finished: Run, tmp_path: Path, keep: int) -> None:
    path = tmp_path / "cut.safetensors"
    path.write_bytes(finished.last_checkpoint.read_bytes()[:keep])
    with pytest.raises(RunError) as caught:
        read_checkpoint(path)
    assert caught.value.places["file"] == str(path)


def test_a_checkpoint_of_another_network_is_refused(finished: Run) -> None:
    with pytest.raises(RunError, match="does not fit the network"):
        load_weights(finished.best_checkpoint, build(NETWORK))
