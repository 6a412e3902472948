"""Written code of backbones: readable, importing torch only, and equal to what is built."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from backbone_networks import FEATURES, last_point, network_of, with_own_statistics
from torch import nn
from torchvision.models import swin_transformer

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import NetworkError
from netwright.layers import build, builder
from netwright.layers.source import to_python
from netwright.layers.source.traced import tensors, windows
from netwright.layers.testing import import_source


@pytest.fixture(autouse=True)
def _same_numbers() -> None:
    torch.manual_seed(0)


SMALL = ("alexnet", "mnasnet0_5", "mobilenet_v3_small", "shufflenet_v2_x0_5", "squeezenet1_1")


def side(model: str) -> int:
    return FEATURES.get(model, ("", 64))[1]


def written(network: Network, folder: Path) -> nn.Module:
    """The class that stands last in the file."""
    file = import_source(to_python(network), folder)
    module: nn.Module = [v for v in vars(file).values() if isinstance(v, type)][-1]()
    return module


def pair(network: Network, folder: Path) -> tuple[nn.Module, nn.Module]:
    """The built module and the written one, with the same weights.

    Tables of positions, which are no weights, are alike before.
    """
    built, plain = with_own_statistics(build(network)), written(network, folder)
    assert list(plain.state_dict()) == list(built.state_dict())
    computed = dict(built.named_buffers())
    for name, table in plain.named_buffers():
        if "relative" in name:
            torch.testing.assert_close(table, computed[name], msg=name)
    plain.load_state_dict(built.state_dict())
    return built, plain


def assert_same_outputs(network: Network, folder: Path, training: bool = False) -> None:
    built, plain = (module.train(training) for module in pair(network, folder))
    images = torch.randn(2, *network.inputs["image"].shape)
    with torch.no_grad():
        expected, got = built(images)["y"], plain(images)
    assert float(expected.std()) > 0, "a network that has died compares with nothing"
    torch.testing.assert_close(got, expected, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("model", [*FEATURES, "densenet121"])
def test_written_features_are_those_that_are_built(model: str, tmp_path: Path) -> None:
    assert_same_outputs(network_of(side(model), model=model), tmp_path)


@pytest.mark.parametrize("model", [*SMALL, "resnet50", "swin_t"])
def test_a_whole_model_is_written(model: str, tmp_path: Path) -> None:
    network = network_of(64, model=model, output=last_point(model, 64))
    assert_same_outputs(network, tmp_path)


@pytest.mark.parametrize(
    ("model", "output"),
    [
        ("resnet18", "layer2.0.relu"),
        ("mobilenet_v2", "features.3.conv.1"),
        ("densenet121", "features.denseblock2.denselayer3.conv1"),
        ("googlenet", "inception3a.branch2.0.relu"),
        ("swin_v2_t", "features.1.1.attn.shifted_window_attention"),
        ("vit_b_32", "encoder.layers.encoder_layer_1.mlp"),
        ("regnet_y_400mf", "trunk_output.block2.block2-1.f.se"),
        ("convnext_tiny", "features.1.1.block.3"),
        ("maxvit_t", "blocks.0.layers.0.layers.grid_attention.attn_layer.1.softmax"),
    ],
)
def test_a_model_is_written_up_to_an_inner_point(model: str, output: str, tmp_path: Path) -> None:
    assert_same_outputs(network_of(side(model), model=model, output=output), tmp_path)


@pytest.mark.parametrize("model", ["resnet18", "vgg11_bn", "densenet121", "inception_v3"])
def test_written_code_trains_as_what_is_built(model: str, tmp_path: Path) -> None:
    assert_same_outputs(network_of(side(model), model=model), tmp_path, training=True)


def test_inputs_are_scaled_as_published_weights_need_it(tmp_path: Path) -> None:
    text = to_python(network_of(64, model="googlenet", weights="default", output="conv1"))
    assert "cat = torch.cat((add, add_2, add_3), 1)  # [3,64,64]\n" in text
    assert "mul_2 * 0.448" not in text
    assert "unsqueeze_2 * 0.448" in text


@pytest.mark.parametrize(("model", "trainable"), [("resnet18", 2), ("vit_b_32", 1)])
def test_frozen_parts_stay_frozen_in_the_written_code(
    model: str, trainable: int, tmp_path: Path
) -> None:
    network = network_of(64, model=model, trainable=trainable)
    built, plain = pair(network, tmp_path)
    learning = [name for name, p in built.named_parameters() if p.requires_grad]
    assert [name for name, p in plain.named_parameters() if p.requires_grad] == learning
    for module in (built, plain):  # Neither was told train(): they are made so.
        module(torch.randn(2, 3, 64, 64))
        module.eval().train()
        module(torch.ones(2, 3, 64, 64))
    flags = {name: module.training for name, module in built.named_modules() if has_mode(module)}
    assert flags == {n: m.training for n, m in plain.named_modules() if has_mode(m)}
    assert False in flags.values()


def has_mode(module: nn.Module) -> bool:
    """Whether it does something else while training."""
    return isinstance(module, (nn.BatchNorm2d, nn.Dropout, nn.MultiheadAttention))


def test_frozen_statistics_do_not_move_while_the_written_code_trains(tmp_path: Path) -> None:
    plain = written(network_of(64, model="resnet18", trainable="none"), tmp_path).train()
    before = {name: value.clone() for name, value in plain.state_dict().items()}
    plain(torch.randn(4, 3, 64, 64))
    assert all(torch.equal(value, before[name]) for name, value in plain.state_dict().items())


@pytest.mark.parametrize("size", [(14, 14), (16, 9), (7, 20), (5, 5)])
@pytest.mark.parametrize("shift", [[0, 0], [3, 3]])
@pytest.mark.parametrize("cosine", [False, True])
def test_attention_in_windows_is_torchvisions(
    size: tuple[int, int], shift: list[int], cosine: bool
) -> None:
    kind = (
        swin_transformer.ShiftedWindowAttentionV2
        if cosine
        else swin_transformer.ShiftedWindowAttention
    )
    theirs = kind(12, [7, 7], shift, 3).eval()
    x = torch.randn(2, *size, 12)
    ours = windows.shifted_window_attention(
        x,
        theirs.qkv.weight,
        theirs.proj.weight,
        theirs.get_relative_position_bias(),
        [7, 7],
        3,
        shift_size=shift,
        qkv_bias=theirs.qkv.bias,
        proj_bias=theirs.proj.bias,
        logit_scale=theirs.logit_scale if cosine else None,
    )
    torch.testing.assert_close(ours, theirs(x), rtol=1e-5, atol=1e-6)


def test_the_file_imports_torch_only_and_runs_alone(tmp_path: Path) -> None:
    text = to_python(network_of(64, model="efficientnet_b0", output="features.2"))
    imports = [n for n in ast.walk(ast.parse(text)) if isinstance(n, (ast.Import, ast.ImportFrom))]
    names = {
        n.module if isinstance(n, ast.ImportFrom) else alias.name
        for n in imports
        for alias in n.names
    }
    assert names == {"__future__", "torch"}
    (tmp_path / "net.py").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "net.py")], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("tensor([[")


def test_the_code_is_what_a_person_would_write() -> None:
    text = to_python(network_of(64, model="resnet18", output="fc"))
    assert "        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)\n" in text
    assert (
        "self.layer1 = nn.Sequential(BasicBlock(in_channels=64), BasicBlock(in_channels=64))"
        in text
    )
    assert text.count("class BasicBlock") == 2, "with and without a changed size"
    assert "        flatten = torch.flatten(avgpool, 1)  # [512]\n" in text
    assert max(map(len, text.splitlines())) <= 100


def test_backbones_and_layers_of_one_network_share_classes(tmp_path: Path) -> None:
    image = builder.input("image", (3, 64, 64))
    first = builder.backbone(image, "resnet18", output="layer2")
    second = builder.backbone(image, "resnet34", output="layer2", trainable="none")
    third = builder.backbone(image, "efficientnet_b0", output="features.3")
    third = builder.flatten(builder.stochasticdepth(third, p=0.5))
    network = builder.network("resnet", a=builder.add(first, second), b=third)
    text = to_python(network)
    assert text.count("class BasicBlock(") == text.count("class StochasticDepth(") == 1
    assert "class Resnet(nn.Module)" in text
    built, plain = (module.eval() for module in pair(network, tmp_path))
    images = torch.randn(2, 3, 64, 64)
    for name, expected in built(images).items():
        torch.testing.assert_close(plain(images)[name], expected, rtol=1e-6, atol=1e-6)


def test_a_network_that_is_called_as_a_class_of_its_backbone(tmp_path: Path) -> None:
    network = network_of(64, model="efficientnet_b0", output="features.3")
    assert_same_outputs(network.model_copy(update={"name": "stochastic-depth"}), tmp_path)


def test_a_weight_that_is_not_known_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(tensors._PARAMETERS, "layer_scale")
    with pytest.raises(NetworkError) as error:
        to_python(network_of(64, model="convnext_tiny"))
    assert "the parameter 'layer_scale' cannot be written as plain PyTorch." in str(error.value)
    assert "fix: use the network through netwright.layers.build" in str(error.value)
