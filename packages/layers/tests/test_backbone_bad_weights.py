"""Files that are no weights, or not those of the model, are refused, and run nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import torch
from applied_fix import apply_fix
from backbone_networks import backbone_of, network_of, torchvision_model
from safetensors.torch import save_file
from torch import nn

from netwright.interfaces.errors import WeightsError
from netwright.layers import build

MODEL = "squeezenet1_1"


@pytest.fixture(scope="module")
def whole() -> nn.Module:
    return torchvision_model(MODEL)


class Program:
    """What runs when it is unpickled."""

    def __init__(self, evidence: Path) -> None:
        self.evidence = evidence

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.evidence),)


@pytest.mark.parametrize("new_format", [True, False])
def test_a_file_that_would_run_a_program_is_refused(
    tmp_path: Path, whole: nn.Module, new_format: bool
) -> None:
    evidence, file = tmp_path / "evidence", tmp_path / "evil.pth"
    content = {**whole.state_dict(), "program": Program(evidence)}
    torch.save(content, file, _use_new_zipfile_serialization=new_format)
    with pytest.raises(WeightsError) as caught:
        backbone_of(model=MODEL, weights=str(file))
    assert not evidence.exists()
    assert str(caught.value) == (
        "the file of weights is damaged, or holds Python objects besides tensors, which could run "
        "any program and are never loaded.\n"
        f"  file: {file}\n"
        "  node: backbone (Backbone)\n"
        "  fix: save model.state_dict() alone, with torch.save or safetensors, and use that file."
    )


@pytest.mark.parametrize("name", ["cut.pth", "cut.safetensors", "text.pt", "empty.safetensors"])
def test_a_damaged_file_is_refused(tmp_path: Path, whole: nn.Module, name: str) -> None:
    file = tmp_path / name
    if name.startswith("cut"):
        save = save_file if name.endswith("safetensors") else torch.save
        save(whole.state_dict(), file)
        file.write_bytes(file.read_bytes()[:-1000])
    else:
        file.write_text("" if name.startswith("empty") else "no weights at all")
    with pytest.raises(WeightsError, match="the file of weights") as caught:
        backbone_of(model=MODEL, weights=str(file))
    assert caught.value.places["file"] == str(file)


@pytest.mark.parametrize(
    "content", [[1, 2], {}, {"epoch": 3}, {1: torch.ones(1)}, {"a": torch.ones(1), "b": 2}]
)
def test_a_file_without_a_state_dict_is_refused(tmp_path: Path, content: Any) -> None:
    torch.save(content, tmp_path / "w.pth")
    with pytest.raises(WeightsError, match="the file holds no state dict"):
        backbone_of(model=MODEL, weights=str(tmp_path / "w.pth"))


def test_a_missing_file_is_refused_with_where_it_was_looked_for() -> None:
    with pytest.raises(WeightsError) as caught:
        backbone_of(model=MODEL, weights="no/such.pth")
    assert caught.value.message == "there is no file of weights at this path."
    assert caught.value.fix == f"check the path; relative ones start at {Path.cwd()}."


def test_weights_that_lack_some_are_refused(tmp_path: Path, whole: nn.Module) -> None:
    state = {n: v for n, v in whole.state_dict().items() if not n.startswith("features.3.")}
    torch.save(state, tmp_path / "w.pth")
    with pytest.raises(WeightsError) as caught:
        backbone_of(model=MODEL, weights=str(tmp_path / "w.pth"))
    assert str(caught.value) == (
        f"the weights lack 'features.3.squeeze.weight' of {MODEL} (5 more after it).\n"
        f"  file: {tmp_path / 'w.pth'}\n"
        "  holds: features.0.weight, features.0.bias, features.4.squeeze.weight, …\n"
        "  node: backbone (Backbone)\n"
        f'  fix: set weights="none", or weights to a file with the state dict of torchvision\'s '
        f"{MODEL}, or model to the one that the file is of."
    )
    assert backbone_of(model=MODEL, output="features.2", weights=str(tmp_path / "w.pth"))


def test_weights_of_another_model_are_refused(tmp_path: Path) -> None:
    torch.save(torchvision_model("squeezenet1_0").state_dict(), tmp_path / "w.pth")
    network = network_of(model=MODEL, weights=str(tmp_path / "w.pth"))
    with pytest.raises(WeightsError) as caught:
        build(network)
    assert caught.value.message == (
        f"the weights do not fit {MODEL}: 'features.0.weight' is [96,3,7,7], "
        "but [64,3,3,3] is needed (9 more after it)."
    )
    assert build(apply_fix(network, caught.value))


def test_a_tensor_of_another_shape_under_a_former_name_is_refused(tmp_path: Path) -> None:
    state = torchvision_model("vit_b_32", image_size=32).state_dict()
    del state["encoder.layers.encoder_layer_0.mlp.0.weight"]
    state["encoder.layers.encoder_layer_0.mlp.linear_1.weight"] = torch.zeros(2, 2)
    torch.save(state, tmp_path / "w.pth")
    with pytest.raises(WeightsError) as caught:
        backbone_of(32, model="vit_b_32", weights=str(tmp_path / "w.pth"))
    assert caught.value.message.startswith("the weights do not fit vit_b_32: size mismatch for ")


def test_weights_of_a_vit_for_other_images_say_which(tmp_path: Path) -> None:
    torch.save(torchvision_model("vit_b_32").state_dict(), tmp_path / "w.pth")
    weights = {"model": "vit_b_32", "weights": str(tmp_path / "w.pth")}
    with pytest.raises(WeightsError) as caught:
        backbone_of(64, **weights)
    assert caught.value.message == (
        "the weights do not fit vit_b_32: 'encoder.pos_embedding' is [1,50,768], "
        "but [1,5,768] is needed."
    )
    assert caught.value.fix == "put Upsample(size=[224, 224]) before it."
    assert backbone_of(224, **weights)
