"""Where the channels are in memory."""

from __future__ import annotations

import torch

from netwright.layers import build, default_network
from netwright.layers.library import library_network
from netwright.training.layout import lay_out


def test_channels_are_last_where_convolutions_give_more_values_than_they_have_weights() -> None:
    module = build(default_network((3, 32, 32), 10))
    told = lay_out(module, torch.zeros(2, 3, 32, 32), batch_size=256)
    assert told == (True, "channels last, which convolutions are fastest in")
    assert not module.conv2a.weight.is_contiguous()


def test_channels_are_planes_where_there_are_many_weights_and_small_pictures() -> None:
    module = build(library_network("resnet-18"))
    before = {name: value.clone() for name, value in module.state_dict().items()}
    told = lay_out(module, torch.zeros(2, 3, 64, 64), batch_size=64)
    assert told == (False, "each channel by itself, as weights outnumber what they work on")
    assert all(parameter.is_contiguous() for parameter in module.parameters())
    assert module.training
    assert all(torch.equal(value, before[name]) for name, value in module.state_dict().items())


def test_a_network_without_convolutions_has_no_layout() -> None:
    assert lay_out(torch.nn.Linear(3, 2), torch.zeros(2, 3), batch_size=4) is None
