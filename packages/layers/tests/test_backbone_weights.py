"""Weights of backbones come from files of every kind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import torch
from backbone_networks import (
    assert_has_weights_of,
    backbone_of,
    network_of,
    torchvision_model,
    with_own_statistics,
)
from safetensors.torch import save_file
from torch import nn

from netwright.layers import build

MODEL = "squeezenet1_1"


@pytest.fixture(scope="module")
def whole() -> nn.Module:
    return torchvision_model(MODEL)


@pytest.mark.parametrize("suffix", [".pth", ".pt", ".PT", ".safetensors"])
def test_a_file_of_the_whole_model_is_enough(tmp_path: Path, whole: nn.Module, suffix: str) -> None:
    file = tmp_path / f"weights é{suffix}"
    if suffix == ".safetensors":
        save_file(whole.state_dict(), file)
    else:
        torch.save(whole.state_dict(), file)
    backbone = backbone_of(model=MODEL, output="features.4", weights=str(file))
    assert_has_weights_of(backbone, whole)
    assert not [name for name in backbone.state_dict() if "classifier" in name]
    images = torch.randn(2, 3, 32, 32)
    torch.testing.assert_close(backbone.eval()(images), whole.get_submodule("features")[:5](images))


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda state: {"state_dict": state, "epoch": 3, "optimizer": {"lr": 0.1}},
        lambda state: {"model": state, "args": ["--batch-size", 32]},
        lambda state: {f"module.{name}": value for name, value in state.items()},
        lambda state: {"state_dict": {f"module.{name}": value for name, value in state.items()}},
        lambda state: {name: value.half().double() for name, value in state.items()},
    ],
    ids=["state_dict", "model", "DataParallel", "both", "float64"],
)
def test_files_of_training_scripts_are_read(tmp_path: Path, wrapped: Any) -> None:
    whole = torchvision_model(MODEL)
    for parameter in whole.parameters():
        parameter.data = parameter.data.half().float()
    torch.save(wrapped(whole.state_dict()), tmp_path / "checkpoint.pth")
    weights = str(tmp_path / "checkpoint.pth")
    assert_has_weights_of(backbone_of(model=MODEL, weights=weights), whole)


def test_old_formats_of_torch_are_read(tmp_path: Path, whole: nn.Module) -> None:
    file = tmp_path / "old.pth"
    torch.save(whole.state_dict(), file, _use_new_zipfile_serialization=False)
    assert_has_weights_of(backbone_of(model=MODEL, weights=str(file)), whole)


def test_a_classifier_of_other_classes_is_not_in_the_way(tmp_path: Path) -> None:
    fine_tuned = torchvision_model(MODEL, num_classes=7)
    torch.save(fine_tuned.state_dict(), tmp_path / "seven.pth")
    backbone = backbone_of(model=MODEL, weights=str(tmp_path / "seven.pth"))
    assert_has_weights_of(backbone, fine_tuned)


def test_loaded_weights_can_be_frozen_and_trained(tmp_path: Path, whole: nn.Module) -> None:
    torch.save(whole.state_dict(), tmp_path / "w.pth")
    backbone = backbone_of(model=MODEL, weights=str(tmp_path / "w.pth"), trainable=2)
    assert backbone.training
    assert {n.split(".")[1] for n, p in backbone.named_parameters() if p.requires_grad} == {
        "11",
        "12",
    }
    backbone(torch.randn(2, 3, 32, 32)).sum().backward()
    assert all((p.grad is not None) == p.requires_grad for p in backbone.parameters())


def test_loading_draws_no_random_number(tmp_path: Path, whole: nn.Module) -> None:
    torch.save(whole.state_dict(), tmp_path / "w.pth")
    before = torch.get_rng_state()
    backbone_of(model=MODEL, weights=str(tmp_path / "w.pth"))
    assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize(
    ("model", "old"),
    [
        # As in torchvision's published files.
        ("densenet121", lambda name: re.sub(r"(denselayer\d+\.\w+)([12]\.)", r"\1.\2", name)),
        (
            "vit_b_32",
            lambda name: name.replace("mlp.0.", "mlp.linear_1.").replace("mlp.3.", "mlp.linear_2."),
        ),
        ("mnasnet0_5", str),
    ],
)
def test_former_names_are_known(tmp_path: Path, model: str, old: Any) -> None:
    whole = with_own_statistics(torchvision_model(model))
    state = {old(name): value for name, value in whole.state_dict().items()}
    # Published files are also older than the counters of batches.
    state = {n: v for n, v in state.items() if not n.endswith("num_batches_tracked")}
    assert model == "mnasnet0_5" or set(state) - set(whole.state_dict())
    save_file(state, tmp_path / "old.safetensors")
    weights = str(tmp_path / "old.safetensors")
    assert_has_weights_of(backbone_of(224, model=model, weights=weights), whole)


def test_inception_scales_images_as_its_published_weights_need(tmp_path: Path) -> None:
    whole = torchvision_model("inception_v3", transform_input=True)
    torch.save(whole.state_dict(), tmp_path / "w.pth")
    cut = {"model": "inception_v3", "output": "Conv2d_1a_3x3"}
    backbone = backbone_of(75, **cut, weights=str(tmp_path / "w.pth")).eval()
    images = torch.randn(1, 3, 75, 75)
    scaled = whole._transform_input(images)
    assert not torch.equal(scaled, images)
    expected = whole.get_submodule("Conv2d_1a_3x3")(scaled)
    torch.testing.assert_close(backbone(images), expected)


def test_a_checkpoint_needs_no_file_of_weights() -> None:
    network = network_of(model=MODEL, weights="gone.pth", trainable=1)
    module = build(network, pretrained=False)
    assert sum(p.requires_grad for p in module.parameters()) == 6
